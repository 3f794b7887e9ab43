import { toResult } from "../result/to-result.ts";
import { runBlock } from "../simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../simulation/summary.ts";
import type { SimulateOptions } from "../result/simulate.ts";
import { expandSweep, type SweepPoint } from "./expand.ts";
import { pointEstimate, type PointResult, type SweepResult, sweepResult } from "./result.ts";
import type { SweepSpecInput } from "./sweep-spec.ts";

/**
 * Runs the simulation of every point of a sweep on this thread, and compares the regret at the horizon. The server and the
 * command line give the same bytes.
 *
 * A point is the base with one value of every axis in it, and its estimates are those of `simulate` for that specification:
 * mean regret at the horizon, in units of reward, with its standard error. All points have the base's seed unless an axis
 * changes it, so they share their rewards (by the base's `rewardCoupling`) and differ by less noise. The best point of a policy
 * is that with the least mean regret; it is chosen after the fact, so its mean is a little too low.
 *
 * The cost is that of the simulations, without their exact curves.
 *
 * @throws InvalidInput on an invalid specification, such as "/axes/0/values/3 must be in [0, 1], got 2"
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0, 1] };
 * const base = { bandit, policies: [{ kind: "ucb" }], horizon: 2, replications: 10, seed: 1 };
 * const result = sweep({ base, axes: [{ pointer: "/policies/0/c", values: [0, 1] }] });
 * result.best[0].finalRegret.mean; // 1
 * ```
 */
export function sweep(input: SweepSpecInput, options: SimulateOptions = {}): SweepResult {
  const { spec, points } = expandSweep(input);
  const results = points.map((point, index) =>
    runPoint(point, (fraction) => options.onProgress?.((index + fraction) / points.length)),
  );
  return sweepResult(spec, results);
}

function runPoint({ values, spec: { plan, hash } }: SweepPoint, onProgress: (fraction: number) => void): PointResult {
  const summary = emptySummary(plan);
  for (let block = 0; block < plan.blockCount; block++) {
    mergeSummary(summary, runBlock(plan, block)!);
    onProgress(summary.replications / plan.spec.replications);
  }
  return { values, ...pointEstimate(toResult(plan, summary, undefined, hash)) };
}
