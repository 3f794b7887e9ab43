import { constants } from "node:fs";
import { access, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { readJson } from "../read-json.ts";

/** A file that cannot be read or written, with the system's reason. */
export class UnreadableFile extends Error {}

/** The JSON of a file, or of standard input for "-", read as strictly as the API reads a body. */
export async function readInput(file: string): Promise<unknown> {
  const bytes = file === "-" ? await buffer(process.stdin) : await attempt(file, () => readFile(file));
  return readJson(bytes);
}

/** That a file can be written where it is meant to be, before hours of work are meant for it. */
export async function checkWritable(file: string): Promise<void> {
  await attempt(file, () => access(dirname(resolve(file)), constants.W_OK));
}

export async function writeOutput(file: string, text: string): Promise<void> {
  await attempt(file, () => writeFile(file, text));
}

async function attempt<Value>(file: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw new UnreadableFile(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
