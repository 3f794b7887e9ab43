import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printDocument, printErrorLine } from "../terminal.ts";
import { attempt, systemReason } from "./input.ts";
import { jsonDocument, type PartialResult, type ResultFile } from "./result-file.ts";

/** Exit code where the result could not be written to its place and was written to another. */
const WRITTEN_ELSEWHERE = 3;

interface Wanted<Result extends PartialResult> {
  out?: ResultFile<Result>;
  json?: boolean;
}

/**
 * Writes a result to its file; if that fails, to standard output; if that fails, to a temporary file. Reports where it is.
 * A result may have taken hours, so it is never dropped.
 *
 * @param printSummary prints it for people, without --json
 */
export async function deliver<Result extends PartialResult>(
  result: Result,
  { out, json }: Wanted<Result>,
  printSummary: () => void,
) {
  const isWritten = out !== undefined && (await isTaken(out.name, () => writeTo(out, result)));
  if (isWritten && out.isStandardOutput) return;
  if (!json && (isWritten || !out)) return printSummary();
  const isMissing = out !== undefined && !isWritten;
  const text = json || !isMissing ? jsonDocument(result) : out.render(result);
  const isPrinted = !out?.isStandardOutput && (await isTaken("standard output", () => print(text, isMissing)));
  if (!isWritten && !isPrinted) await keep(result);
}

async function writeTo<Result extends PartialResult>(out: ResultFile<Result>, result: Result): Promise<void> {
  const name = await out.write(result);
  if (!result.complete && !out.isStandardOutput) printErrorLine(`The partial result is in ${name}.`);
}

async function print(text: string, isMissing: boolean): Promise<void> {
  if (isMissing) printErrorLine("The result goes to standard output instead.");
  try {
    await printDocument(text);
  } catch (error) {
    // A reader such as `head` closes the pipe when it has enough: an error only if the result is nowhere else.
    if (isMissing || (error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

/** Writes the result to a place; if that fails, prints the reason and returns false. */
async function isTaken(name: string, write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    process.exitCode = WRITTEN_ELSEWHERE;
    printErrorLine(`Cannot write to ${name}: ${systemReason(error)}.`);
    return false;
  }
}

async function keep(result: PartialResult): Promise<void> {
  const folder = await attempt(tmpdir(), () => mkdtemp(join(tmpdir(), "bandit-lab-")));
  const file = join(folder, "result.json");
  await attempt(file, () => writeFile(file, jsonDocument(result)));
  printErrorLine(`The result is in ${file} instead.`);
}
