import { setTimeout as sleep } from "node:timers/promises";
import { printTable } from "../../commands/output.ts";
import { printLine } from "../../terminal.ts";
import { questionCases } from "../questions/cases.ts";
import { largestBodies } from "../questions/largest-bodies.ts";
import type { LabClient } from "./lab-client.ts";

const PATHS = {
  selectionProbabilities: "/api/v1/selection-probabilities",
  bestArmProbabilities: "/api/v1/best-arm-probabilities",
  expectedRegret: "/api/v1/expected-regret",
  trace: "/api/v1/trace",
};

/** What a short question may take behind costly ones. */
const SHORT_SECONDS = 2;
const DELAY_MILLISECONDS = 30;
/** Costly questions of a kind at a time: more than there are threads. */
const COSTLY = 3;
const SHORT = 5;

/** A tenth of a second on a thread. */
const short = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 500_000 } };

/** By names of `questionCases`; they take seconds to minutes. */
const costlyCases = [
  "P(best): beta, random shapes from .001 to 10⁶, K = 1000",
  "P(best): beta, sharp and far apart, K = 1000",
  "next arm: gradient, K = 1000, 10⁴ rewards of 16 digits",
];

/** `npm run load -- questions`: a short question behind costly ones, and the largest bodies. Whether all goals were met. */
export async function measureQuestions(lab: LabClient): Promise<boolean> {
  const behind = await measureShortBehindCostly(lab);
  const bodies = await measureBodies(lab);
  return behind && bodies;
}

async function measureShortBehindCostly(lab: LabClient): Promise<boolean> {
  const rows: string[][] = [];
  let isMet = true;
  for (const { name, path, body } of await costlyQuestions(lab)) {
    await lab.strain();
    const gone = new AbortController();
    const text = JSON.stringify(body);
    const costly = Array.from({ length: COSTLY }, () => settled(lab.post(path, text, gone.signal)));
    await sleep(500);
    const seconds: number[] = [];
    for (let index = 0; index < SHORT; index++)
      seconds.push(await secondsOf(() => lab.post(PATHS.selectionProbabilities, JSON.stringify(short))));
    const left = costly.filter(({ isSettled }) => !isSettled).length;
    gone.abort();
    await Promise.all(costly.map(({ end }) => end));
    const { p99, max } = await lab.strain();
    const worst = Math.max(...seconds);
    const verdict = worst <= SHORT_SECONDS && p99 <= DELAY_MILLISECONDS ? "met" : "missed";
    if (verdict === "missed") isMet = false;
    rows.push([name, worst.toFixed(2), `${left} of ${COSTLY}`, p99.toFixed(1), max.toFixed(1), verdict]);
  }
  printLine();
  printLine(`A short question behind ${COSTLY} costly ones, the slowest of ${SHORT}:`);
  const goal = `≤ ${SHORT_SECONDS} s, p99 ≤ ${DELAY_MILLISECONDS}`;
  printTable(["costly", "seconds", "not answered yet", "loop p99 ms", "max", goal], rows);
  return isMet;
}

async function measureBodies(lab: LabClient): Promise<boolean> {
  const rows: string[][] = [];
  let isMet = true;
  for (const { name, path, text } of largestBodies()) {
    await lab.strain();
    let status = 0;
    const seconds = await secondsOf(async () => {
      status = await lab.post(path, text);
    });
    const { p99, max } = await lab.strain();
    if (max > DELAY_MILLISECONDS + 10) isMet = false;
    const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(2);
    rows.push([
      name,
      megabytes,
      String(status),
      seconds.toFixed(2),
      p99.toFixed(1),
      max.toFixed(1),
      max <= DELAY_MILLISECONDS + 10 ? "met" : "missed",
    ]);
  }
  printLine();
  printLine("The largest bodies, one at a time:");
  printTable(["body", "MB", "status", "seconds", "loop p99 ms", "max", `max ≤ ${DELAY_MILLISECONDS + 10}`], rows);
  return isMet;
}

async function costlyQuestions(lab: LabClient) {
  const cases = questionCases();
  const known = costlyCases.map((name) => cases.find((each) => each.name === name)!);
  const draws = { policy: { kind: "thompson-beta" }, arms: 1000, monteCarlo: { draws: 800_000 } };
  return [
    ...known.map(({ name, kind, body }) => ({ name, path: PATHS[kind], body })),
    { name: "800 000 draws of Thompson, K = 1000", path: PATHS.selectionProbabilities, body: draws },
    { name: "expected regret near the budget", path: PATHS.expectedRegret, body: await longestRegret(lab) },
  ];
}

/** The longest horizon that the server computes, as it says itself. */
async function longestRegret(lab: LabClient): Promise<object> {
  const body = { bandit: { kind: "bernoulli", means: [0.45, 0.55] }, policy: { kind: "thompson-beta" } };
  const refusal = await lab.refusal(PATHS.expectedRegret, { ...body, horizon: 1_000_000 });
  return { ...body, horizon: Number(/an integer in \[1, (\d+)\]/.exec(refusal)![1]) };
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await act();
  return (performance.now() - begin) / 1000;
}

/** A promise that says whether it is settled, and does not reject. */
function settled(promise: Promise<unknown>) {
  const state = { isSettled: false, end: Promise.resolve() };
  const settle = () => {
    state.isSettled = true;
  };
  state.end = promise.then(settle, settle);
  return state;
}
