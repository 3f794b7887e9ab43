import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { getSystemErrorMap } from "node:util";
import { readJson } from "../read-json.ts";

/** A file that cannot be read or written, with the system's reason. */
export class UnreadableFile extends Error {}

/** The JSON of a file, or of standard input for "-", read as strictly as the API reads a body. */
export async function readInput(file: string): Promise<unknown> {
  const bytes = file === "-" ? await buffer(process.stdin) : await attempt(file, () => readFile(file));
  return readJson(bytes);
}

/** Runs an action on a file. The system's errors become an UnreadableFile that names the file. */
export async function attempt<Value>(file: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw new UnreadableFile(`${file}: ${systemReason(error)}`, { cause: error });
  }
}

/** "ENOSPC: no space left on device", without the path, which may be that of a temporary file. */
export function systemReason(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return (
    getSystemErrorMap()
      .get(errno ?? 0)
      ?.join(": ") ?? message
  );
}
