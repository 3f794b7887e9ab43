import type { ExactCurve } from "../../experiments/exact/answer.ts";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import { emptySummary, type SimulationSummary } from "../../experiments/simulation/summary.ts";
import type { Job } from "./engine.ts";
import { LocalEngine } from "./local-engine.ts";

interface RunOptions {
  /** Stops the run; what is merged by then is the result. */
  signal?: AbortSignal;
  onProgress?: (completedReplications: number) => void;
}

/**
 * Runs one simulation on worker threads, by the engine that the server runs many on: blocks are merged in order, so that
 * the bytes do not depend on how many threads there are.
 *
 * @throws Error where a block cannot be run
 */
export async function runOnThreads(
  plan: SimulationPlan,
  threads: number,
  { signal, onProgress }: RunOptions = {},
): Promise<{ summary: SimulationSummary; exact: (ExactCurve | null)[] }> {
  const engine = new LocalEngine({ threads: Math.min(threads, plan.blockCount), running: 1 });
  const job: Job = { hash: "", spec: JSON.stringify(plan.spec), plan, summary: emptySummary(plan) };
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        engine.cancel(job.hash);
        resolve();
      });
      engine.run(job, {
        started: () => {},
        progressed: () => onProgress?.(job.summary.replications),
        finished: resolve,
        failed: (reason) => reject(new Error(reason)),
      });
    });
    return { summary: job.summary, exact: job.exact ?? exactCurves(plan.spec) };
  } finally {
    await engine.stop();
  }
}
