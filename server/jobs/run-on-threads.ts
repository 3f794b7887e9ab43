import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import { emptySummary, mergeSummary, type SimulationSummary } from "../../experiments/simulation/summary.ts";
import type { BlockTask } from "./block-worker.ts";
import { workerPool } from "./worker-pool.ts";

interface RunOptions {
  /** Stops the run; what is merged by then is the result. */
  signal?: AbortSignal;
  onProgress?: (completedReplications: number) => void;
}

/**
 * Runs a whole simulation on worker threads and merges its blocks in order, so that the bytes do not depend on how many
 * threads there are. At most two blocks per thread are under way or waiting to be merged.
 */
export async function runOnThreads(
  plan: SimulationPlan,
  threads: number,
  { signal, onProgress }: RunOptions = {},
): Promise<SimulationSummary> {
  const pool = workerPool(Math.min(threads, plan.blockCount));
  const cancelFlag = new SharedArrayBuffer(4);
  const cancel = () => Atomics.store(new Int32Array(cancelFlag), 0, 1);
  signal?.addEventListener("abort", cancel);
  const spec = JSON.stringify(plan.spec);
  const start = (block: number): Promise<SimulationSummary | undefined> =>
    pool.run({ hash: "", spec, block, cancelFlag } satisfies BlockTask) as Promise<SimulationSummary | undefined>;
  const summary = emptySummary(plan);
  const underWay: Promise<SimulationSummary | undefined>[] = [];
  try {
    let next = 0;
    while (summary.replications < plan.spec.replications) {
      while (underWay.length < 2 * threads && next < plan.blockCount) underWay.push(start(next++));
      const block = await underWay.shift()!;
      if (!block) break;
      mergeSummary(summary, block);
      onProgress?.(summary.replications);
    }
    return summary;
  } finally {
    cancel();
    await Promise.allSettled(underWay);
    await pool.destroy();
  }
}
