import { Worker } from "node:worker_threads";
import { projectFolder } from "../engine.ts";
import { printTable } from "../commands/output.ts";
import { STEP_MILLISECONDS } from "../questions/question-kinds.ts";
import { printLine } from "../terminal.ts";
import { type QuestionCase, questionCases } from "./questions/cases.ts";

/**
 * `npm run costs`: what questions of every kind are planned to take, and take. With a word, those whose names have it
 * alone. Exits with 1 where a plan of more than 20 ms is off by more than three times. Bayes-optimal plans are kept, so
 * that questions after the first one about the same plan seem to be planned too high.
 */
const COST_WORKER = new URL("dist/server/cost-worker.js", projectFolder);
const MOST_OFF = 3;
/** Below this measured time, a question is answered on the event loop. */
const SHORT_MILLISECONDS = 20;
/** What takes longer is ended; it has taken so much at least. */
const LONGEST_MILLISECONDS = 300_000;

interface Outcome {
  planned: number;
  taken: number;
}

const word = process.argv[2] ?? "";
const rows: string[][] = [];
let off = 0;
let worker = new Worker(COST_WORKER);
for (const question of questionCases().filter(({ name }) => name.includes(word))) {
  const { planned, taken } = await outcomeOf(question);
  const ratio = taken / planned;
  const isOff = Math.max(planned, taken) > SHORT_MILLISECONDS && (ratio > MOST_OFF || ratio < 1 / MOST_OFF);
  if (isOff) off++;
  rows.push([question.name, shortly(planned), shortly(taken), shortly(ratio), isOff ? "off" : ""]);
}
await worker.terminate();
printTable(["question", "planned ms", "taken ms", "ratio", `within ${MOST_OFF}`], rows);
printLine(`${off} of ${rows.length} are off by more than ${MOST_OFF} times.`);
process.exitCode = off > 0 ? 1 : 0;

async function outcomeOf({ kind, body }: QuestionCase): Promise<Outcome> {
  return await new Promise((resolve, reject) => {
    let planned = 0;
    const timer = setTimeout(() => void startAgain().then(() => settle(LONGEST_MILLISECONDS)), LONGEST_MILLISECONDS);
    const settle = (taken: number) => {
      clearTimeout(timer);
      worker.off("message", hear).off("error", reject);
      resolve({ planned, taken });
    };
    const hear = ({ cost, milliseconds }: { cost?: number; milliseconds?: number }) => {
      if (cost !== undefined) planned = cost * STEP_MILLISECONDS;
      if (milliseconds !== undefined) settle(milliseconds);
    };
    worker.on("message", hear).on("error", reject);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage({ kind, body });
  });
}

async function startAgain(): Promise<void> {
  await worker.terminate();
  worker = new Worker(COST_WORKER);
}

function shortly(value: number): string {
  return value < 1000 ? String(Number(value.toPrecision(2))) : value.toFixed(0);
}
