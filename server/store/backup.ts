import Libsql from "libsql";
import { existsSync } from "node:fs";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { databaseFile } from "./database.ts";

/**
 * Copies the database of a data folder into a new file, consistent at one moment. A server may be using it.
 *
 * @throws InvalidInput where there is no database, or the file exists
 */
export function backUp(dataDir: string, out: string): void {
  const path = databaseFile(dataDir);
  if (!existsSync(path)) throw mistake("--data", `has no bandit-lab.sqlite, got ${dataDir}`);
  if (existsSync(out)) throw mistake("file", `must not exist yet, got ${out}`);
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
