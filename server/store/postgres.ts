import { type Dialect, PostgresDialect } from "kysely";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool } from "pg";
import type { Logger } from "../log.ts";
import { StoreUnusable } from "../domain-errors.ts";

/** A database that is started at the same time takes a while. */
const PATIENCE_MILLISECONDS = 30_000;
const RETRY_MILLISECONDS = 250;
const CONNECTIONS = 8;
const CONNECT_MILLISECONDS = 5000;

/** A database that is gone without a word is noticed by these, rather than waited for. */
export const IMPATIENCE = {
  connectionTimeoutMillis: CONNECT_MILLISECONDS,
  query_timeout: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** PostgreSQL as Kysely sees it, by a pool of connections. */
export function postgresDialect(connectionString: string, log: Pick<Logger, "warn">): Dialect {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    ...IMPATIENCE,
  });
  // One that is lost while it is used tells so by its query; without a listener of its own it would end the process, too.
  pool.on("connect", (client) => client.on("error", () => {}));
  // An idle connection that is lost is replaced; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ reason: error.message }, "a connection to the database was lost"));
  return new PostgresDialect({ pool });
}

/** @throws StoreUnusable where the database cannot be reached for half a minute */
export async function untilReachable(connectionString: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_MILLISECONDS });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw new StoreUnusable(`The database cannot be reached (${reasonOf(error)}).`);
      await sleep(RETRY_MILLISECONDS);
    }
  }
}

/** Several addresses are tried for one name, and each has a reason of its own. */
function reasonOf(error: unknown): string {
  const reasons = error instanceof AggregateError ? (error.errors as Error[]) : [error as Error];
  return reasons.map(({ message }) => message).join("; ");
}
