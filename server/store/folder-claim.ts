import { join } from "node:path";
import Libsql from "libsql";
import { StoreUnusable } from "../domain-errors.ts";
import { type Claim, StoreTaken } from "./claim.ts";
import { databaseFile } from "./database.ts";

/** Opens an exclusive transaction and leaves it open: the system releases SQLite's file lock with the process. */
export function claimFolder(dataDir: string): Claim {
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
