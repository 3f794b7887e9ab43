import type { Random } from "../random/random.ts";

/**
 * An arm drawn with the given probabilities, by one uniform draw and a walk along the cumulative sum.
 *
 * The last arm of positive probability takes what rounding leaves over. O(K).
 */
export function drawArm(probabilities: Float64Array, random: Random): number {
  let left = random.uniform();
  let last = 0;
  for (let arm = 0; arm < probabilities.length; arm++) {
    if (probabilities[arm] === 0) continue;
    last = arm;
    left -= probabilities[arm];
    if (left < 0) break;
  }
  return last;
}
