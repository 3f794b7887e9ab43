import { existsSync, statSync } from "node:fs";
import type { Logger } from "../log.ts";
import { claimStore } from "./claim-store.ts";
import { databaseFile, type DatabaseOptions, openDatabase } from "./database.ts";
import { Store } from "./store.ts";
import { StoreDamaged, StoreUnusable } from "../domain-errors.ts";
import { asStoreError } from "./store-errors.ts";

/** A store that this server has locked. */
export interface OwnStore {
  store: Store;
  /** Closes and unlocks the store. */
  close: () => Promise<void>;
}

/**
 * Locks and opens the store of a server.
 *
 * @param lost called when another server has taken over the store
 * @throws StoreUnusable where it cannot be used, with the reason and the remedy
 */
export async function openStore(
  options: DatabaseOptions,
  log: Pick<Logger, "warn">,
  lost: () => void,
): Promise<OwnStore> {
  if (options.databaseUrl === undefined) checkFiles(options.dataDir);
  const claim = await claimStore(options, lost);
  let store: Store | undefined;
  try {
    store = new Store(await openDatabase(options, log));
    // The first query of a server, made here to find out whether the tables can be read.
    await store.works.unfinished();
  } catch (error) {
    await store?.close().catch(() => {});
    await claim.release();
    throw refusal(options, error);
  }
  const opened = store;
  const close = async () => {
    await opened.close();
    await claim.release();
  };
  return { store, close };
}

/** Refuses an empty database with a log: SQLite would begin a new database and drop the log. */
function checkFiles(dataDir: string): void {
  const file = databaseFile(dataDir);
  const bytes = (path: string) => (existsSync(path) ? statSync(path).size : 0);
  if (bytes(file) === 0 && bytes(`${file}-wal`) > 0) throw unusable(file, "it is empty, and its log is not");
}

function refusal({ dataDir, databaseUrl }: DatabaseOptions, error: unknown): unknown {
  if (databaseUrl !== undefined || error instanceof StoreUnusable) return error;
  const known = asStoreError(error);
  const isOfTheFile = known instanceof StoreDamaged || /ConnectionFailed|SQLITE_CANTOPEN/.test(String(error));
  const reason = known instanceof StoreDamaged ? known.cause : error;
  return isOfTheFile ? unusable(databaseFile(dataDir), (reason as Error).message) : error;
}

function unusable(file: string, reason: string): StoreUnusable {
  const advice = "Restore a backup, or move the file and its -wal and -shm away to begin with an empty database.";
  return new StoreUnusable(`The database ${file} cannot be used (${reason}). ${advice}`);
}
