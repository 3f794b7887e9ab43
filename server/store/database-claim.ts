import { Client } from "pg";
import { retry } from "../retry.ts";
import { type Claim, StoreTaken } from "./claim.ts";
import { IMPATIENCE, untilReachable } from "./postgres.ts";

const RETRY_MILLISECONDS = 100;
/** Interval of checks that the server still has its session. */
const PULSE_MILLISECONDS = 5000;
/** The key of the advisory lock in PostgreSQL. */
const SERVER_LOCK = 0x424c_5345;

/**
 * An attempt to lock a database for this process.
 *
 * @throws StoreUnusable where the database cannot be reached, and, by the attempt, StoreTaken
 */
export async function claimDatabase(databaseUrl: string, lost: () => void): Promise<() => Promise<Claim>> {
  await untilReachable(databaseUrl);
  const claim = new DatabaseClaim(databaseUrl, lost);
  return async () => {
    if (!(await claim.attempt())) throw new StoreTaken("Another server uses the database.");
    return claim;
  };
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
