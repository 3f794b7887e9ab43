import { configuration } from "../config.ts";
import { backUp } from "../store/backup.ts";
import { printLine } from "../terminal.ts";

/** `bandit-lab backup FILE`: copies the data folder's database, also while a server runs. */
export function backup(file: string, { data }: { data?: string }): void {
  const { dataDir } = configuration(process.env, { dataDir: data });
  backUp(dataDir, file);
  printLine(
    `Copied the database of ${dataDir} to ${file}. To restore it, stop the server, copy it to ${dataDir} as bandit-lab.sqlite, and delete bandit-lab.sqlite-wal and -shm there.`,
  );
}
