import type { Random } from "./random.ts";

/**
 * An arm drawn in proportion to non-negative weights, by one uniform draw and a walk along them; the last arm of
 * positive weight takes the remainder that rounding leaves. O(K).
 *
 * @param sum the sum of the weights, which may have a rounding error
 * @param first the arm to begin with: the walk is short if its weight is large
 */
export function drawWeighted(weights: Float64Array, sum: number, first: number, random: Random): number {
  let left = random.uniform() * sum - weights[first];
  if (left < 0) return first;
  let last = first;
  for (let arm = 0; arm < weights.length; arm++) {
    if (arm === first) continue;
    left -= weights[arm];
    if (weights[arm] > 0) last = arm;
    if (left < 0) break;
  }
  return last;
}
