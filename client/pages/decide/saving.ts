import { planSimulation } from "../../../experiments/simulation/plan.ts";
import { runBlock } from "../../../experiments/simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../../../experiments/simulation/summary.ts";
import { toResult } from "../../../experiments/result/to-result.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { savingInput, type Tested } from "./saving-input.ts";

/** How many more conversions Thompson sampling has on average, at the observed rates. */
export interface Saving {
  mean: number;
  standardError: number;
  replications: number;
}

/**
 * Conversions that Thompson sampling has beyond those observed: with rates p and T visitors
 *
 *   T·max p − regret(T) − conversions,
 *
 * the mean over replications with its standard error.
 */
export function savingOf(tested: Tested): Saving {
  const spec = SimulationSpec.parse(savingInput(tested));
  const { variants: observed } = tested;
  const plan = planSimulation(spec);
  const summary = emptySummary(plan);
  for (let block = 0; block < plan.blockCount; block++) mergeSummary(summary, runBlock(plan, block)!);
  const [{ finalRegret }] = toResult(plan, summary, undefined, "").policies;
  const best = Math.max(...observed.map(({ conversions, visitors }) => conversions / visitors));
  const conversions = observed.reduce((sum, variant) => sum + variant.conversions, 0);
  return {
    mean: spec.horizon * best - finalRegret.mean - conversions,
    standardError: finalRegret.standardError ?? 0,
    replications: spec.replications,
  };
}
