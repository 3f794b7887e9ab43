import { randomUUID } from "node:crypto";
import { constants, fstatSync, type Stats } from "node:fs";
import { access, chmod, open, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname, join, parse, resolve } from "node:path";
import { isatty } from "node:tty";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { resultCsv } from "../../experiments/result/result-csv.ts";
import { printDocument, visibleDocument } from "../terminal.ts";
import { attempt, UnreadableFile } from "./input.ts";

/** Where a result goes that is yet to be computed. */
export interface ResultFile {
  /** As it was asked for. */
  name: string;
  /** Whether this is standard output under another name, which then has nothing else. */
  isStandardOutput: boolean;
  /** The result as it is written there. */
  render(result: SimulationResult): string;
  /**
   * Writes the result and gives the name of the file that has it: a partial result does not replace a file, but goes to
   * `name.partial.json` or `.csv` beside it.
   *
   * @throws the system's error; a file that was there is then as it was
   */
  write(result: SimulationResult): Promise<string>;
}

/**
 * Opens the place of a result before the hours of work that lead to it: a device or pipe is held open; of a file, it is
 * tried that it can be made in its folder.
 *
 * @throws InvalidInput on a name that says neither JSON nor CSV
 * @throws UnreadableFile where nothing can be written
 */
export async function openResultFile(file: string): Promise<ResultFile> {
  const found = await attempt(file, () => statOf(file));
  const isStandardOutput = found !== undefined && isSame(found, fstatSync(1));
  const isFile = !isStandardOutput && (found?.isFile() ?? true);
  if (found?.isDirectory()) throw new UnreadableFile(`${file} is a folder, and must be a .json or .csv file`);
  const render = rendererFor(file, !isFile);
  const write = isStandardOutput
    ? printDocument
    : await attempt(file, () => (isFile ? fileWriter : streamWriter)(file));
  return {
    name: file,
    isStandardOutput,
    render,
    write: async (result) => (await write(render(result), result.complete)) ?? file,
  };
}

type Renderer = ResultFile["render"];
/** Writes a text; gives the name of the file if it is another one. */
type Writer = (text: string, isComplete: boolean) => Promise<string | void>;

const renderers: Partial<Record<string, Renderer>> = {
  ".csv": resultCsv,
  ".json": jsonDocument,
};

export function jsonDocument(result: SimulationResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** How a result is written, by the name of the file; devices and pipes, such as /dev/stdout, may have any name. */
function rendererFor(file: string, isStream: boolean): Renderer {
  const render = renderers[extname(file).toLowerCase()] ?? (isStream ? renderers[".json"] : undefined);
  if (render) return render;
  const detail = `must end in .json or .csv, got ${file}`;
  throw new InvalidInput([{ pointer: "--out", code: "invalid", detail, allowed: "a .json or .csv file" }]);
}

/** A device or a pipe takes what is written, and is not replaced. */
async function streamWriter(file: string): Promise<Writer> {
  const handle = await open(file, "w");
  return async (text) => {
    await handle.writeFile(isatty(handle.fd) ? visibleDocument(text) : text);
    await handle.close();
  };
}

/** A file is written beside its place and then renamed, so that its name has all of a result or what it had before. */
async function fileWriter(file: string): Promise<Writer> {
  const target = await targetOf(file);
  // Renaming asks for no permission to write the file that it replaces.
  if (await statOf(target)) await access(target, constants.W_OK);
  const trial = nameBeside(target);
  await writeFile(trial, "", { flag: "wx" });
  await rm(trial);
  return async (text, isComplete) => {
    if (isComplete || !(await statOf(target))) return await replace(target, text);
    const { dir, name, ext } = parse(target);
    const partial = join(dir, `${name}.partial${ext}`);
    await replace(partial, text);
    return partial;
  };
}

async function replace(target: string, text: string): Promise<void> {
  const beside = nameBeside(target);
  const former = await statOf(target);
  try {
    // Flushed first: a disk that is full may say so no earlier.
    await writeFile(beside, text, { flag: "wx", flush: true });
    if (former) await chmod(beside, former.mode & 0o7777);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function nameBeside(target: string): string {
  return join(dirname(target), `.bandit-lab-${randomUUID()}`);
}

/** The file that a name stands for, through links, and also where there is no file yet. */
async function targetOf(file: string): Promise<string> {
  const folder = await realpath(dirname(file));
  const link = await readlink(file).catch(() => undefined);
  return link === undefined ? join(folder, parse(file).base) : await targetOf(resolve(folder, link));
}

async function statOf(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}
