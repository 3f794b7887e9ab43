import Libsql from "libsql";
import { existsSync } from "node:fs";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { databaseFile } from "./database.ts";

/**
 * Copies a data folder's database into a new file, as it is at one moment; a server may be at work on it meanwhile.
 *
 * @throws InvalidInput where there is no database, or a file already
 */
export function backUp(dataDir: string, out: string): void {
  const path = databaseFile(dataDir);
  if (!existsSync(path)) throw mistake("--data", `has no bandit-lab.sqlite, got ${dataDir}`);
  if (existsSync(out)) throw mistake("file", `must not be there yet, got ${out}`);
  const file = new Libsql(path, { readonly: true });
  try {
    file.prepare("vacuum into ?").run([out]);
  } finally {
    file.close();
  }
}

function mistake(pointer: string, detail: string): InvalidInput {
  return new InvalidInput([{ pointer, code: "invalid", detail }]);
}
