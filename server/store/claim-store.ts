import { mkdirSync } from "node:fs";
import { retry, type Retries } from "../retry.ts";
import { type Claim, StoreTaken } from "./claim.ts";
import type { DatabaseOptions } from "./database.ts";
import { claimFolder } from "./folder-claim.ts";

/** The previous server may still be stopping. */
const WHILE_TAKEN: Retries = {
  pauseMilliseconds: 100,
  patienceMilliseconds: 5000,
  isTemporary: (error) => error instanceof StoreTaken,
};

/**
 * Locks the store for this process. The system or the database releases the lock when the process ends, however it ends.
 *
 * @param lost called when another server has taken over the store, which happens only after the database was away
 * @throws StoreUnusable where another server has the lock
 */
export async function claimStore({ dataDir, databaseUrl }: DatabaseOptions, lost: () => void): Promise<Claim> {
  if (databaseUrl !== undefined) {
    // Few servers use a PostgreSQL: its driver is loaded for them only.
    const { claimDatabase } = await import("./database-claim.ts");
    return await retry(await claimDatabase(databaseUrl, lost), WHILE_TAKEN);
  }
  mkdirSync(dataDir, { recursive: true });
  return await retry(() => claimFolder(dataDir), WHILE_TAKEN);
}
