import { exactCurves } from "../simulation/exact-curves.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { SimulationResult } from "./result.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { specHash } from "../spec/version.ts";
import { planSimulation } from "../simulation/plan.ts";
import { runBlock } from "../simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../simulation/summary.ts";
import { toResult } from "./to-result.ts";

export interface SimulateOptions {
  /** Called after every block with the part of the replications that is done. */
  onProgress?: (fraction: number) => void;
}

/**
 * Runs a whole simulation on this thread: the same numbers as the server and the command line give for the same
 * specification.
 *
 * @throws InvalidInput on a specification that means nothing
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.5, 0.5] };
 * const result = simulate({ bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10, seed: 1 });
 * result.policies[0].finalRegret.mean; // 0
 * ```
 */
export function simulate(input: SimulationSpecInput, options: SimulateOptions = {}): SimulationResult {
  const spec = parseInput(SimulationSpec, input);
  const plan = planSimulation(spec);
  const summary = emptySummary(plan);
  for (let block = 0; block < plan.blockCount; block++) {
    mergeSummary(summary, runBlock(plan, block)!);
    options.onProgress?.(summary.replications / spec.replications);
  }
  return toResult(plan, summary, exactCurves(spec), specHash(spec));
}
