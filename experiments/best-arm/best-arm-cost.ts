import { affordable } from "../../policies/numerics/best-arm.ts";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import { posteriorsOf } from "./posteriors.ts";
import type { BestArmRequest } from "./request.ts";

/** Of arms of any scales side by side; a tenth of it where they are alike. */
const QUADRATURE_STEPS_PER_ARM = 60_000;
const QUADRATURE_STEPS_PER_PAIR = 600;
const FRACTION_STEPS = 0.13;

/**
 * A rough count of the elementary steps, of some 75 ns each, that P(best) of all arms takes: K·M² operations on big
 * integers where fractions are affordable, M = Σ(α + β); otherwise an integration, which has to look at every arm beside
 * every unlikely one.
 *
 * @param arms parameters of the posteriors, of any family
 */
export function posteriorsCost(arms: readonly object[]): number {
  const armCount = arms.length;
  // Other families have neither α nor β, and no fractions.
  const betas = arms as readonly BetaParameters[];
  if (affordable(betas)) {
    const size = betas.reduce((sum, { alpha, beta }) => sum + alpha + beta, 0);
    return armCount + FRACTION_STEPS * armCount * size * size;
  }
  return armCount * (QUADRATURE_STEPS_PER_ARM + armCount * QUADRATURE_STEPS_PER_PAIR);
}

/** What answering a request takes, in the steps of `posteriorsCost`. */
export function bestArmCost(request: BestArmRequest): number {
  return posteriorsCost(posteriorsOf(request).arms);
}
