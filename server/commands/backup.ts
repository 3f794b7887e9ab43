import { configuration } from "../config.ts";
import { backUp } from "../store/backup.ts";
import { printLine } from "../terminal.ts";

/** `bandit-lab backup FILE`: a copy of the data folder's database, while a server may be at work on it. */
export function backup(file: string, { data }: { data?: string }): void {
  const { dataDir } = configuration(process.env, { dataDir: data });
  backUp(dataDir, file);
  printLine(
    `${file} has what ${dataDir} had. To go back to it, put it there as bandit-lab.sqlite, and no -wal beside it.`,
  );
}
