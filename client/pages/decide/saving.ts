import { planSimulation } from "../../../experiments/simulation/plan.ts";
import { runBlock } from "../../../experiments/simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../../../experiments/simulation/summary.ts";
import { toResult } from "../../../experiments/result/to-result.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import type { Prior } from "./priors.ts";

/** Conversions and visitors of every variant, as they were observed. */
export type Observed = readonly { conversions: number; visitors: number }[];

/** A test whose saving is simulated. */
export interface Tested {
  variants: Observed;
  prior: Prior;
}

/** How many more conversions Thompson sampling has on average, at the observed rates. */
export interface Saving {
  mean: number;
  standardError: number;
  replications: number;
}

/** Longer tests take too long to simulate while one waits. */
export const MOST_VISITORS = 200_000;
const PULLS = 4e6;

/** The simulation: as many visitors as there were, variants that convert as observed. */
export function savingSpec({ variants: observed, prior }: Tested): SimulationSpec {
  const visitors = totalOf(observed);
  return SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: observed.map((variant) => variant.conversions / variant.visitors) },
    policies: [{ kind: "thompson-beta", ...prior }],
    horizon: visitors,
    replications: Math.min(1000, Math.max(20, Math.round(PULLS / visitors))),
    seed: "decide",
    checkpoints: { kind: "linear", count: 2 },
  });
}

export function canSimulate(observed: Observed): boolean {
  return observed.length > 1 && observed.every(({ visitors }) => visitors > 0) && totalOf(observed) <= MOST_VISITORS;
}

/**
 * Conversions that Thompson sampling has beyond those observed: with rates p and T visitors
 *
 *   T·max p − regret(T) − conversions,
 *
 * the mean over replications with its standard error.
 */
export function savingOf(tested: Tested): Saving {
  const spec = savingSpec(tested);
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

function totalOf(observed: Observed): number {
  return observed.reduce((sum, { visitors }) => sum + visitors, 0);
}
