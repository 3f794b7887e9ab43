import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import { emptySummary, type SimulationSummary } from "../../experiments/simulation/summary.ts";
import { summaryFromBytes } from "../../experiments/simulation/summary-bytes.ts";
import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import { BlockEngine } from "./block-engine.ts";
import type { Job } from "./engine.ts";
import merge, { type MergeTask } from "./summary-worker.ts";
import { ThreadCrew } from "./thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";

/** On a command line, this thread has no other work. */
const mergingHere = { merge: async (task: MergeTask) => merge(task) };

interface RunOptions {
  /** Stops the run with what is merged by then. */
  signal?: AbortSignal;
  onProgress?: (completedReplications: number) => void;
}

interface JobsOptions {
  /** Stops the jobs with what is merged by then. */
  signal?: AbortSignal;
  /** Called with the job that has progressed or finished. */
  onProgress?: (job: Job, isFinished: boolean) => void;
}

/**
 * Runs one simulation on worker threads, by the server's engine: blocks are merged in order, so that the bytes do not
 * depend on the number of threads.
 *
 * @throws Error if a block fails
 */
export async function runOnThreads(
  plan: SimulationPlan,
  threads: number,
  { signal, onProgress }: RunOptions = {},
): Promise<{ summary: SimulationSummary; exact: ExactOutcome[] }> {
  const job: Job = { hash: "", spec: JSON.stringify(plan.spec), plan, time: new ThreadTime() };
  await runJobsOnThreads([job], threads, {
    signal,
    onProgress: ({ prefix }) => prefix && onProgress?.(prefix.replications),
  });
  return {
    summary: job.prefix ? summaryFromBytes(job.prefix.bytes) : emptySummary(plan),
    exact: job.exact === undefined ? exactCurves(plan.spec) : (JSON.parse(job.exact) as ExactOutcome[]),
  };
}

/**
 * Runs jobs on worker threads, the first ones first; the prefix of each is then its result.
 *
 * @throws Error if a block fails
 */
export async function runJobsOnThreads(
  jobs: readonly Job[],
  threads: number,
  { signal, onProgress }: JobsOptions = {},
): Promise<void> {
  const blockCount = jobs.reduce((sum, { plan }) => sum + plan.blockCount, 0);
  // There are no other jobs that a thread must be reserved for.
  const crew = new ThreadCrew(Math.min(threads, blockCount), { reserved: 0 });
  const engine = new BlockEngine(crew, mergingHere, { running: crew.slots, runningPerClient: crew.slots });
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        for (const { hash } of jobs.toReversed()) engine.cancel(hash);
        resolve();
      });
      let left = jobs.length;
      const finish = (job: Job) => {
        onProgress?.(job, true);
        left--;
        if (left === 0) resolve();
      };
      for (const job of jobs) {
        engine.run(job, {
          started: () => {},
          progressed: () => onProgress?.(job, false),
          finished: () => finish(job),
          failed: (reason) => reject(new Error(reason)),
        });
      }
    });
  } finally {
    await engine.stop();
  }
}
