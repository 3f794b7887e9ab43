import { randomUUID } from "node:crypto";
import { constants, fstatSync, type Stats } from "node:fs";
import { access, chmod, open, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname, join, parse, resolve } from "node:path";
import { isatty } from "node:tty";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { printDocument, visibleDocument } from "../terminal.ts";
import { attempt, UnreadableFile } from "./input.ts";

/** A result of a command, which may have been interrupted. */
export interface PartialResult {
  complete: boolean;
}

/** The place for a result that is still to be computed. */
export interface ResultFile<Result extends PartialResult> {
  /** The name that the user gave. */
  name: string;
  /** Whether it is standard output under another name; then nothing else may be printed there. */
  isStandardOutput: boolean;
  /** Renders the result as JSON or CSV. */
  render(result: Result): string;
  /**
   * Writes the result and returns the name of the file that has it. A partial result does not replace a file: it goes to
   * `name.partial.json` or `.csv` beside it.
   *
   * @throws the system's error; an existing file then stays as it was
   */
  write(result: Result): Promise<string>;
}

/**
 * Opens the place for a result before the work, which may take hours: keeps a device or pipe open, and checks that a file can
 * be created in its folder.
 *
 * @param csv renders the result as CSV
 * @throws InvalidInput on a name that ends in neither .json nor .csv
 * @throws UnreadableFile where nothing can be written
 */
export async function openResultFile<Result extends PartialResult>(
  file: string,
  csv: (result: Result) => string,
): Promise<ResultFile<Result>> {
  const found = await attempt(file, () => statOf(file));
  const isStandardOutput = found !== undefined && isSame(found, fstatSync(1));
  const isFile = !isStandardOutput && (found?.isFile() ?? true);
  if (found?.isDirectory()) throw new UnreadableFile(`${file} is a folder; it must be a .json or .csv file`);
  const render = rendererFor(file, { ".csv": csv, ".json": jsonDocument }, !isFile);
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

type Renderer<Result> = (result: Result) => string;
/** Writes a text; returns the name of the file if it is another one. */
type Writer = (text: string, isComplete: boolean) => Promise<string | void>;

export function jsonDocument(result: PartialResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** The renderer by the file's extension; devices and pipes, such as /dev/stdout, may have any name. */
function rendererFor<Result>(
  file: string,
  renderers: Partial<Record<string, Renderer<Result>>>,
  isStream: boolean,
): Renderer<Result> {
  const render = renderers[extname(file).toLowerCase()] ?? (isStream ? renderers[".json"] : undefined);
  if (render) return render;
  const detail = `must end in .json or .csv, got ${file}`;
  throw new InvalidInput([{ pointer: "--out", code: "invalid", detail, allowed: "a .json or .csv file" }]);
}

/** Writes to a device or a pipe, without replacing it. */
async function streamWriter(file: string): Promise<Writer> {
  const handle = await open(file, "w");
  return async (text) => {
    await handle.writeFile(isatty(handle.fd) ? visibleDocument(text) : text);
    await handle.close();
  };
}

/** Writes beside the file and then renames, so that the file holds a complete result or its former content. */
async function fileWriter(file: string): Promise<Writer> {
  const target = await targetOf(file);
  // Renaming does not check the permission to write the replaced file.
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
    // Flush first: a full disk may report it only then.
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

/** The file behind a name, through links, also if it does not exist yet. */
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
