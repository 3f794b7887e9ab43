import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { Client } from "pg";
import { retry, type Retries } from "../retry.ts";
import { databaseFile, type DatabaseOptions } from "./database.ts";
import { IMPATIENCE, untilReachable } from "./postgres.ts";
import { StoreUnusable } from "../domain-errors.ts";

/** An exclusive lock of one server on a store: a second server would run the same simulations again. */
export interface Claim {
  release(): Promise<void>;
}

class StoreTaken extends StoreUnusable {}

const RETRY_MILLISECONDS = 100;
/** The previous server may still be stopping. */
const WHILE_TAKEN: Retries = {
  pauseMilliseconds: RETRY_MILLISECONDS,
  patienceMilliseconds: 5000,
  isTemporary: (error) => error instanceof StoreTaken,
};
/** Interval of checks that the server still has its session. */
const PULSE_MILLISECONDS = 5000;
/** The key of the advisory lock in PostgreSQL. */
const SERVER_LOCK = 0x424c_5345;

/**
 * Locks the store for this process. The system or the database releases the lock when the process ends, however it ends.
 *
 * @param lost called when another server has taken over the store, which happens only after the database was away
 * @throws StoreUnusable where another server has the lock
 */
export async function claimStore({ dataDir, databaseUrl }: DatabaseOptions, lost: () => void): Promise<Claim> {
  if (databaseUrl !== undefined) return await claimDatabase(databaseUrl, lost);
  mkdirSync(dataDir, { recursive: true });
  return await retry(() => lockFolder(dataDir), WHILE_TAKEN);
}

/** Opens an exclusive transaction and leaves it open: the system releases SQLite's file lock with the process. */
function lockFolder(dataDir: string): Claim {
  const path = join(dataDir, "bandit-lab.lock");
  let file: Libsql.Database | undefined;
  try {
    file = new Libsql(path);
    file.exec("begin exclusive");
  } catch (error) {
    file?.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") {
      throw new StoreTaken(`Another server uses the folder ${dataDir}.`);
    }
    const reason = (error as Error).message;
    const advice = `The folder must be writable. The lock file ${path} is empty and may be deleted.`;
    throw new StoreUnusable(`The database ${databaseFile(dataDir)} cannot be locked (${reason}). ${advice}`);
  }
  const held = file;
  return { release: async () => void held.close() };
}

async function claimDatabase(databaseUrl: string, lost: () => void): Promise<Claim> {
  await untilReachable(databaseUrl);
  const claim = new DatabaseClaim(databaseUrl, lost);
  await retry(async () => {
    if (!(await claim.attempt())) throw new StoreTaken("Another server uses the database.");
  }, WHILE_TAKEN);
  return claim;
}

/** An advisory lock of a session. Where the session is lost, a new one takes the lock again. */
class DatabaseClaim implements Claim {
  readonly #databaseUrl: string;
  readonly #lost: () => void;
  #session: Client | undefined;
  #pulse: NodeJS.Timeout | undefined;
  #isReleased = false;

  constructor(databaseUrl: string, lost: () => void) {
    this.#databaseUrl = databaseUrl;
    this.#lost = lost;
  }

  /** Tries to take the lock. Returns whether it has it. */
  async attempt(): Promise<boolean> {
    const session = await lockedSession(this.#databaseUrl);
    if (!session) return false;
    this.#session = session;
    if (this.#isReleased) await this.release();
    else this.#watch(session);
    return true;
  }

  async release() {
    this.#isReleased = true;
    clearInterval(this.#pulse);
    await this.#session?.end();
  }

  /** Detects the end of a session, also by queries where the connection stays silent. */
  #watch(session: Client): void {
    session.once("end", () => {
      clearInterval(this.#pulse);
      void this.#reclaim();
    });
    const isThere = async () => {
      await session.query("select 1").catch(async () => await session.end());
    };
    this.#pulse = setInterval(() => void isThere().catch(() => {}), PULSE_MILLISECONDS).unref();
  }

  /** Takes the lock again after the database or the network was away. The first server to do so has the store. */
  async #reclaim(): Promise<void> {
    const attempt = async () => this.#isReleased || (await this.attempt());
    if (!(await retry(attempt, { pauseMilliseconds: RETRY_MILLISECONDS }))) this.#lost();
  }
}

/** A session that has the lock, or undefined where another has it. The lock ends with the session. */
async function lockedSession(connectionString: string): Promise<Client | undefined> {
  const client = new Client({
    connectionString,
    application_name: "bandit-lab server",
    ...IMPATIENCE,
    query_timeout: PULSE_MILLISECONDS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    // The database then detects a lost server within half a minute.
    await client.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
      SERVER_LOCK,
    ]);
    if (rows[0].locked) return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  await client.end();
  return undefined;
}
