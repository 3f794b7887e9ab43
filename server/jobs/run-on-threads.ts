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
  // The only job: no thread is reserved for others.
  const crew = new ThreadCrew(Math.min(threads, plan.blockCount), { reserved: 0 });
  const engine = new BlockEngine(crew, mergingHere, { running: 1, runningPerClient: 1 });
  const job: Job = { hash: "", spec: JSON.stringify(plan.spec), plan, time: new ThreadTime() };
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        engine.cancel(job.hash);
        resolve();
      });
      engine.run(job, {
        started: () => {},
        progressed: () => job.prefix && onProgress?.(job.prefix.replications),
        finished: resolve,
        failed: (reason) => reject(new Error(reason)),
      });
    });
    return {
      summary: job.prefix ? summaryFromBytes(job.prefix.bytes) : emptySummary(plan),
      exact: job.exact === undefined ? exactCurves(plan.spec) : (JSON.parse(job.exact) as ExactOutcome[]),
    };
  } finally {
    await engine.stop();
  }
}
