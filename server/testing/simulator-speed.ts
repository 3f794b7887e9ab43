import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PolicySpec } from "../../policies/registry.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { printTable } from "../commands/output.ts";
import { printLine } from "../terminal.ts";
import { projectFolder } from "../engine.ts";

const run = promisify(execFile);
const pathOf = (file: string) => fileURLToPath(new URL(file, projectFolder));

/** The yardstick's bandits, by the number of arms. */
const means: Record<number, number[]> = {
  2: [0.45, 0.55],
  10: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5],
  100: Array.from({ length: 100 }, (_, i) => (i + 1) / 101),
};
/** Goals are ratios to the yardstick; NumPy takes the longest, and is measured once. */
export const fullMeasurement: SpeedOptions = { rounds: 5, milliseconds: 500, armCounts: [2, 10, 100], withNumpy: true };
/** To see that it runs. */
export const quickMeasurement: SpeedOptions = { rounds: 1, milliseconds: 1, armCounts: [10], withNumpy: false };

interface Contestant {
  policy: PolicySpec["kind"];
  /** Its name in the yardstick and in the NumPy reference, where it is there. */
  name?: string;
  /** Goals, as a ratio to the yardstick: with 2 and with 10 arms, and with 100. */
  goals?: [few: number, many: number];
  /** Where it is not 1000: the most that the policy plans for, or that is over while one waits. */
  horizon?: Record<number, number>;
}

const contestants: Contestant[] = [
  { policy: "greedy", name: "greedy", goals: [1.1, 0.12] },
  { policy: "epsilon-greedy", name: "egreedy", goals: [1.5, 0.7] },
  { policy: "ucb1", name: "ucb1", goals: [2.5, 9] },
  { policy: "thompson-beta", name: "ts", goals: [1.9, 1.7] },
  { policy: "kl-ucb", name: "klucb", goals: [0.65, 0.45] },
  { policy: "softmax", name: "softmax", goals: [2.3, 1.2] },
  { policy: "gradient", name: "gradient", goals: [1.5, 2.8] },
  { policy: "uniform" },
  { policy: "ucb" },
  { policy: "bayes-ucb" },
  { policy: "exp3" },
  { policy: "gittins" },
  { policy: "bayes-optimal", horizon: { 2: 100, 10: 0, 100: 0 } },
];

const specOf = (policy: string, armCount: number, horizon: number, replications: number) =>
  ({
    bandit: { kind: "bernoulli", means: means[armCount] },
    policies: [{ kind: policy }],
    horizon,
    replications,
    seed: 7,
    // As the yardstick draws.
    rewardCoupling: "independent",
  }) as SimulationSpecInput;

interface SpeedOptions {
  /** Measurements of each, ours and the yardstick's in turn. */
  rounds: number;
  /** What one of ours takes, besides the warm-up. */
  milliseconds: number;
  armCounts: readonly number[];
  withNumpy: boolean;
}

/**
 * Nanoseconds of the processor a pull of every policy with 2, 10 and 100 arms and 1000 pulls, on one thread, with all that
 * a result needs at 200 checkpoints. Where gcc is there, as a ratio to the C yardstick of the same run: medians of ratios of measurements
 * in turn, and at best, the shortest of ours to the shortest of the yardstick's. Where python3 has NumPy, all replications in step in NumPy.
 */
export async function measureSimulator(options: SpeedOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bandit-lab-bench-"));
  const yardstick = await compileYardstick(folder);
  const hasNumpy =
    options.withNumpy &&
    (await run("python3", ["-c", "import numpy"]).then(
      () => true,
      () => false,
    ));
  const rows: string[][] = [];
  for (const contestant of contestants) {
    for (const armCount of options.armCounts) {
      const row = await measure(contestant, armCount, { ...options, withNumpy: hasNumpy }, yardstick);
      if (row) rows.push(row);
    }
  }
  rmSync(folder, { recursive: true });
  printLine();
  printTable(["policy", "arms", "ns a pull", "C", "ratio", "at best", "goal", "", "NumPy", "regret at T"], rows);
  if (!yardstick) printLine("Without gcc there is no yardstick to compare with.");
}

async function measure(
  { policy, name, goals, horizon }: Contestant,
  armCount: number,
  { rounds, milliseconds, withNumpy }: SpeedOptions,
  yardstick: string | undefined,
): Promise<string[] | undefined> {
  const pulls = horizon?.[armCount] ?? 1000;
  if (pulls === 0) return undefined;
  const [ours, theirs, ratios]: number[][] = [[], [], []];
  let last = { nanoseconds: NaN, regret: NaN, standardError: NaN };
  for (let round = 1; round <= rounds; round++) {
    last = await timed("blocks", specOf(policy, armCount, pulls, 1_000_000), milliseconds);
    ours.push(last.nanoseconds);
    if (!yardstick || !name) continue;
    const replications = Math.max(20, Math.floor(25_000 / armCount));
    const settings = [name, armCount, pulls, replications, round, 1, 1, 3].map(String);
    theirs.push(nanosecondsIn((await run(yardstick, settings)).stdout));
    ratios.push(last.nanoseconds / theirs.at(-1)!);
  }
  const goal = goals?.[armCount === 100 ? 1 : 0];
  const ratio = ratios.length > 0 ? median(ratios) : undefined;
  return [
    pulls === 1000 ? policy : `${policy}, T = ${pulls}`,
    String(armCount),
    median(ours).toFixed(1),
    theirs.length > 0 ? median(theirs).toFixed(1) : "–",
    ratio?.toFixed(2) ?? "–",
    ratio === undefined ? "–" : (Math.min(...ours) / Math.min(...theirs)).toFixed(2),
    goal === undefined ? "–" : `≤ ${goal}`,
    goal === undefined || ratio === undefined ? "" : ratio <= goal ? "met" : "missed",
    name && withNumpy && !(name === "klucb" && armCount === 100) ? await numpyNanoseconds(name, armCount) : "–",
    `${last.regret.toFixed(2)} ± ${last.standardError.toFixed(2)}`,
  ];
}

/** How much faster two workers are than one, and whether memory grows, on so many pulls of ε-greedy. */
export async function measureThreads(pulls: number): Promise<void> {
  const spec = specOf("epsilon-greedy", 10, 1000, Math.ceil(pulls / 1000));
  const one = await timed<ThreadTiming>("threads", spec, 1);
  const rows = [threadRow("1", pulls, one, one)];
  if (availableParallelism() > 1) rows.push(threadRow("2", pulls, await timed<ThreadTiming>("threads", spec, 2), one));
  printLine();
  printLine(
    `ε-greedy, ten arms, ${pulls.toExponential(0)} pulls in one run, from the start of the workers to the result:`,
  );
  printTable(["workers", "s", "times one", "pulls a second", "MB at a tenth", "MB at most after"], rows);
}

interface ThreadTiming {
  seconds: number;
  earlyBytes: number;
  lateBytes: number;
}

function threadRow(workers: string, pulls: number, timing: ThreadTiming, one: ThreadTiming): string[] {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  return [
    workers,
    timing.seconds.toFixed(2),
    (one.seconds / timing.seconds).toFixed(2),
    `${(pulls / timing.seconds / 1e6).toFixed(0)} M`,
    megabytes(timing.earlyBytes),
    megabytes(timing.lateBytes),
  ];
}

async function timed<Timing>(mode: string, spec: SimulationSpecInput, amount: number): Promise<Timing> {
  const timing = [pathOf("dist/server/timing.js"), mode, JSON.stringify(spec), String(amount)];
  return JSON.parse((await run(process.execPath, timing)).stdout) as Timing;
}

async function compileYardstick(folder: string): Promise<string | undefined> {
  const program = join(folder, "reference");
  const source = pathOf("experiments/simulation/reference.c");
  const flags = ["-O3", "-march=native", "-w", "-o", program, source, "-lmvec", "-lm", "-lpthread"];
  return await run("gcc", flags).then(
    () => program,
    () => undefined,
  );
}

async function numpyNanoseconds(name: string, armCount: number): Promise<string> {
  const settings = [pathOf("experiments/simulation/reference.py"), name, armCount, 200, 2000, 1].map(String);
  return nanosecondsIn((await run("python3", settings)).stdout).toFixed(0);
}

function nanosecondsIn(text: string): number {
  return Number(/([\d.]+) ns\/step/.exec(text)?.[1]);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
