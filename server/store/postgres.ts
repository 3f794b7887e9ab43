import { type Dialect, PostgresDialect } from "kysely";
import { Client, Pool } from "pg";
import type { Logger } from "../log.ts";
import { StoreUnusable } from "../domain-errors.ts";
import { retry } from "../retry.ts";

/** A database that starts with the server takes a while. */
const PATIENCE_MILLISECONDS = 30_000;
const RETRY_MILLISECONDS = 250;
const CONNECTIONS = 8;
const CONNECT_MILLISECONDS = 5000;

/** Timeouts that detect a database which is gone without closing its connections. */
export const IMPATIENCE = {
  connectionTimeoutMillis: CONNECT_MILLISECONDS,
  query_timeout: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** Kysely's dialect for PostgreSQL, with a pool of connections. */
export function postgresDialect(connectionString: string, log: Pick<Logger, "warn">): Dialect {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    ...IMPATIENCE,
  });
  // The query of a lost connection reports the loss; without a listener the event would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  // The pool replaces lost idle connections; without a listener the event would end the process.
  pool.on("error", (error) => log.warn({ reason: error.message }, "a connection to the database was lost"));
  return new PostgresDialect({ pool });
}

/** @throws StoreUnusable where the database cannot be reached for half a minute */
export async function untilReachable(connectionString: string): Promise<void> {
  const connect = async () => {
    const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_MILLISECONDS });
    client.on("error", () => {});
    await client.connect();
    await client.end();
  };
  try {
    await retry(connect, { pauseMilliseconds: RETRY_MILLISECONDS, patienceMilliseconds: PATIENCE_MILLISECONDS });
  } catch (error) {
    throw new StoreUnusable(`The database cannot be reached (${reasonOf(error)}).`);
  }
}

/** The reasons of a failed connection: each address of a name has its own. */
function reasonOf(error: unknown): string {
  const reasons = error instanceof AggregateError ? (error.errors as Error[]) : [error as Error];
  return reasons.map(({ message }) => message).join("; ");
}
