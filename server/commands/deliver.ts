import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { printDocument, printErrorLine } from "../terminal.ts";
import { attempt, systemReason } from "./input.ts";
import { jsonDocument, type ResultFile } from "./result-file.ts";

/** Exit code where the result could not be written where it was asked for, and is elsewhere. */
const WRITTEN_ELSEWHERE = 3;

interface Wanted {
  out?: ResultFile;
  json?: boolean;
}

/**
 * Writes a result to where it is wanted, or else to standard output, or else to a temporary file, and says so: it may
 * have taken hours.
 *
 * @param printSummary prints it for people, where no JSON is wanted
 */
export async function deliver(result: SimulationResult, { out, json }: Wanted, printSummary: () => void) {
  const isWritten = out !== undefined && (await isTaken(out.name, () => writeTo(out, result)));
  if (isWritten && out.isStandardOutput) return;
  if (!json && (isWritten || !out)) return printSummary();
  const isMissing = out !== undefined && !isWritten;
  const text = json || !isMissing ? jsonDocument(result) : out.render(result);
  const isPrinted = !out?.isStandardOutput && (await isTaken("standard output", () => print(text, isMissing)));
  if (!isWritten && !isPrinted) await keep(result);
}

async function writeTo(out: ResultFile, result: SimulationResult): Promise<void> {
  const name = await out.write(result);
  if (!result.complete && !out.isStandardOutput) printErrorLine(`The partial result is in ${name}.`);
}

async function print(text: string, isMissing: boolean): Promise<void> {
  if (isMissing) printErrorLine("The result goes to standard output instead.");
  try {
    await printDocument(text);
  } catch (error) {
    // A reader that has seen enough, such as `head`, closes the pipe: an error only where nothing else has the result.
    if (isMissing || (error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

/** Whether a place takes the result; why not is said at once. */
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

async function keep(result: SimulationResult): Promise<void> {
  const folder = await attempt(tmpdir(), () => mkdtemp(join(tmpdir(), "bandit-lab-")));
  const file = join(folder, "result.json");
  await attempt(file, () => writeFile(file, jsonDocument(result)));
  printErrorLine(`The result is in ${file} instead.`);
}
