import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import type { Prior } from "./priors.ts";

/** Conversions and visitors of every variant, as they were observed. */
export type Observed = readonly { conversions: number; visitors: number }[];

/** A test whose saving is simulated. */
export interface Tested {
  variants: Observed;
  prior: Prior;
}

/** Longer tests take too long to simulate while one waits. */
export const MOST_VISITORS = 200_000;
const PULLS = 4e6;

/** The simulation: as many visitors as there were, variants that convert as observed. */
export function savingInput({ variants: observed, prior }: Tested): SimulationSpecInput {
  const visitors = totalOf(observed);
  return {
    bandit: { kind: "bernoulli", means: observed.map((variant) => variant.conversions / variant.visitors) },
    policies: [{ kind: "thompson-beta", ...prior }],
    horizon: visitors,
    replications: Math.min(1000, Math.max(20, Math.round(PULLS / visitors))),
    seed: "decide",
    checkpoints: { kind: "linear", count: 2 },
  };
}

export function canSimulate(observed: Observed): boolean {
  return observed.length > 1 && observed.every(({ visitors }) => visitors > 0) && totalOf(observed) <= MOST_VISITORS;
}

function totalOf(observed: Observed): number {
  return observed.reduce((sum, { visitors }) => sum + visitors, 0);
}
