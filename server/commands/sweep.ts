import { availableParallelism } from "node:os";
import { summaryFromBytes } from "../../experiments/simulation/summary-bytes.ts";
import { toResult } from "../../experiments/result/to-result.ts";
import { type ExpandedSweep, expandSweep } from "../../experiments/sweep/expand.ts";
import {
  noEstimate,
  pointEstimate,
  type PointEstimate,
  type SweepResult,
  sweepResult,
} from "../../experiments/sweep/result.ts";
import { sweepCsv } from "../../experiments/sweep/sweep-csv.ts";
import type { Job } from "../jobs/engine.ts";
import { runJobsOnThreads } from "../jobs/run-on-threads.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { printErrorLine, printLine } from "../terminal.ts";
import { deliver } from "./deliver.ts";
import { readInput } from "./input.ts";
import { interruptedExitCode, interruption } from "./interruption.ts";
import { printTable, shortNumber } from "./output.ts";
import { progressBar } from "./progress.ts";
import { openResultFile } from "./result-file.ts";

interface SweepOptions {
  out?: string;
  workers?: number;
  json?: boolean;
}

/** `bandit-lab sweep FILE`: runs the simulations of all points on worker threads, with a progress bar on standard error. */
export async function sweepFile(
  file: string,
  { out: name, workers = availableParallelism(), json }: SweepOptions,
): Promise<void> {
  const out = name === undefined ? undefined : await openResultFile(name, sweepCsv);
  const sweep = expandSweep(await readInput(file));
  const interrupted = interruption();
  const result = await run(sweep, workers, interrupted);
  if (!result.complete) {
    printErrorLine(`Interrupted: ${result.completedPoints} of ${sweep.points.length} points are finished.`);
    process.exitCode = interruptedExitCode(interrupted);
  }
  const hasBegun = result.points.some(({ policies }) => policies.length > 0);
  if (hasBegun) await deliver(result, { out, json }, () => printSummary(result));
}

/** The result, partial after an interruption. */
async function run({ spec, points }: ExpandedSweep, workers: number, signal: AbortSignal): Promise<SweepResult> {
  // Without exact curves, which are no part of the result.
  const jobs = points.map(({ spec: { hash, text, plan } }): Job => ({
    hash,
    spec: text,
    plan,
    exact: "[]",
    time: new ThreadTime(),
  }));
  const estimates = new Map<string, PointEstimate>();
  const total = jobs.reduce((sum, { plan }) => sum + plan.spec.replications, 0);
  const bar = progressBar(`{value}/{total} replications | {points}/${points.length} points{left}`);
  bar.start(total, 0, { left: "", points: 0 });
  const start = performance.now();
  const completed = new Map<string, number>();
  let sum = 0;
  try {
    await runJobsOnThreads(jobs, workers, {
      signal,
      onProgress: (job, isFinished) => {
        if (isFinished) {
          estimates.set(job.hash, estimateOf(job));
          // Only the estimate is needed; summaries of 400 points may be large.
          job.prefix = undefined;
          return;
        }
        const replications = job.prefix?.replications ?? 0;
        sum += replications - (completed.get(job.hash) ?? 0);
        completed.set(job.hash, replications);
        const seconds = ((performance.now() - start) / 1000) * (total / Math.max(1, sum) - 1);
        const left = seconds > 0 ? ` | about ${Math.ceil(seconds)} s left` : "";
        bar.update(sum, { left, points: estimates.size });
      },
    });
    bar.update(sum, { points: estimates.size });
  } finally {
    bar.stop();
  }
  return sweepResult(
    spec,
    jobs.map((job, point) => ({ values: points[point].values, ...(estimates.get(job.hash) ?? estimateOf(job)) })),
  );
}

/** What is kept of the replications of a job so far. */
function estimateOf({ hash, plan, prefix }: Job): PointEstimate {
  if (!prefix) return noEstimate(hash, plan.spec.replications);
  return pointEstimate(toResult(plan, summaryFromBytes(prefix.bytes), undefined, hash));
}

function printSummary({ spec: { axes }, points, best }: SweepResult): void {
  const texts = [...axes.keys(), axes.length];
  printTable(
    [...axes.map(({ pointer }) => pointer), "policy", "regret", "± s.e.", "best"],
    points.flatMap(({ values, policies }, point) =>
      policies.map(({ label, finalRegret: { mean, standardError } }, policy) => [
        ...values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 40)),
        label,
        shortNumber(mean),
        standardError === null ? "–" : standardError.toPrecision(2),
        best[policy]?.point === point ? "best" : "",
      ]),
    ),
    texts,
  );
  printLine("best: the least mean regret of the policy, the first of equal ones");
}
