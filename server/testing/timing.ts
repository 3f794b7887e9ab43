/**
 * What the simulator's bench times, in a process of its own and built, for a loader that compiles on the way would slow
 * down what is timed. Prints one line of JSON.
 *
 *   node dist/server/timing.js blocks SPEC MILLISECONDS    blocks on this thread
 *   node dist/server/timing.js estimate SPEC               what was estimated for it, and what it takes on this thread
 *   node dist/server/timing.js threads SPEC THREADS        the whole simulation on worker threads
 */
import "../threads/inlining.ts";
import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import { measures } from "../../experiments/simulation/measures.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { preparePlayers } from "../../experiments/simulation/players.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../../experiments/simulation/summary.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { runOnThreads } from "../jobs/run-on-threads.ts";

const WARM_UP_MILLISECONDS = 1000;
const MEMORY_EVERY_MILLISECONDS = 500;

/** Nanoseconds of the processor a pull, the median over blocks; V8 has compiled what it will by then. */
async function timeBlocks(spec: SimulationSpec, milliseconds: number) {
  await preparePlayers(spec);
  const plan = planSimulation(spec);
  const summary = emptySummary(plan);
  const times: number[] = [];
  const start = performance.now();
  const pulls = spec.horizon * spec.policies.length;
  for (let block = 0; times.length < 3 || performance.now() - start < WARM_UP_MILLISECONDS + milliseconds; block++) {
    const isWarm = performance.now() - start > WARM_UP_MILLISECONDS;
    const before = process.cpuUsage();
    const result = runBlock(plan, block % plan.blockCount)!;
    const { user, system } = process.cpuUsage(before);
    if (isWarm) times.push(((user + system) * 1e3) / (result.replications * pulls));
    mergeSummary(summary, result);
  }
  const place = measures.findIndex(({ name }) => name === "regret");
  const { mean, squares, count } = summary.policies[0].measures[place].moments!;
  return {
    nanoseconds: times.toSorted((a, b) => a - b)[times.length >> 1],
    regret: mean.at(-1),
    standardError: Math.sqrt(squares.at(-1)! / (count - 1) / count),
  };
}

/** Seconds from the start to the end, and the memory of the process at a tenth of the way and at its highest after. */
async function timeThreads(spec: SimulationSpec, threads: number) {
  const plan = planSimulation(spec);
  let [early, late] = [0, 0];
  let completed = 0;
  const look = () => {
    const { rss } = process.memoryUsage();
    if (completed < spec.replications / 10) early = Math.max(early, rss);
    else late = Math.max(late, rss);
  };
  const timer = setInterval(look, MEMORY_EVERY_MILLISECONDS);
  const start = performance.now();
  await runOnThreads(plan, threads, { onProgress: (replications) => (completed = replications) });
  const seconds = (performance.now() - start) / 1000;
  look();
  clearInterval(timer);
  return { seconds, earlyBytes: early, lateBytes: late };
}

/** Seconds of the processor: of all replications, and of the exact curves. */
async function timeEstimate(spec: SimulationSpec) {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  await preparePlayers(spec);
  const plan = planSimulation(spec);
  const summary = emptySummary(plan);
  const replications = processorSeconds(() => {
    for (let block = 0; block < plan.blockCount; block++) mergeSummary(summary, runBlock(plan, block)!);
  });
  const exact = processorSeconds(() => exactCurves(spec));
  return {
    replications: { measured: replications, estimated: replicationsSeconds },
    exact: { measured: exact, estimated: exactSeconds },
  };
}

function processorSeconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const modes: Record<string, (spec: SimulationSpec, amount: number) => Promise<object>> = {
  blocks: timeBlocks,
  estimate: timeEstimate,
  threads: timeThreads,
};
const [mode, spec, amount] = process.argv.slice(2);
const measure = modes[mode];
console.log(JSON.stringify(await measure(SimulationSpec.parse(JSON.parse(spec)), Number(amount))));
