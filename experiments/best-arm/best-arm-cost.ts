import type { BestArmRequest } from "./request.ts";

/** What a step of `posteriorsCost` takes, roughly: tens of nanoseconds. */
const QUADRATURE_STEPS_PER_ARM = 5000;
const QUADRATURE_STEPS_PER_PAIR = 100;
const FRACTION_STEPS = 0.13;

/**
 * A rough count of the elementary steps, of some 75 ns each, that P(best) of all arms takes. Posteriors cost by their
 * size: exact fractions take K·M² steps of big integers up to a bound, beyond which integration takes over, which may
 * look at every arm beside every unlikely one.
 *
 * @param size M, the sum of all parameters where fractions are possible, otherwise 0
 */
export function posteriorsCost(armCount: number, size: number): number {
  return (
    armCount * (QUADRATURE_STEPS_PER_ARM + armCount * QUADRATURE_STEPS_PER_PAIR) +
    FRACTION_STEPS * Math.min(armCount * size * size, 1e7)
  );
}

/** What answering a request takes, in the steps of `posteriorsCost`. */
export function bestArmCost(request: BestArmRequest): number {
  const size = request.family === "beta" ? request.arms.reduce((sum, { alpha, beta }) => sum + alpha + beta, 0) : 0;
  return posteriorsCost(request.arms.length, size);
}
