import { type Dialect, PostgresDialect } from "kysely";
import { Pool } from "pg";
import type { Logger } from "../http/logging.ts";

const CONNECTIONS = 8;
const CONNECT_MILLISECONDS = 5000;

/** PostgreSQL as Kysely sees it, by a pool of connections. */
export function postgresDialect(connectionString: string, log: Pick<Logger, "warn">): Dialect {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    keepAlive: true,
  });
  // An idle connection that is lost is replaced; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ reason: error.message }, "a connection to the database was lost"));
  return new PostgresDialect({ pool });
}
