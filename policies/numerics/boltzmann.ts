import { exp } from "./elementary.ts";
import { type ArmProbability, exactProbability, type SelectionProbabilities } from "./probability.ts";
import { Rational } from "./rational.ts";
import { logSoftmax, softmax } from "./softmax.ts";

/** Half a unit in the last place, relative: the rounding error of one operation. */
const UNIT_ROUNDOFF = 2 ** -53;

/**
 * The law of a policy that plays arms in proportion to exp(H/τ), with its error bound.
 *
 * If every H is off by at most δ, the exponents (H − max H)/τ are off by at most e = 2δ/τ plus the rounding of their
 * own subtraction and division, and of τ, which is the decimal that was written, and every probability lies between
 * exp(−2e) and exp(2e) times what was computed, give or take the rounding of exp, the sum and the division. It also is
 * no more than 1, and no less than 1 minus the most that the others can be. Rational only where all preferences are the
 * same, for then it is 1/K (Lindemann–Weierstrass).
 *
 * @param preferenceError δ, a bound on the absolute error of every preference
 * @param identical whether all preferences are known to be equal, not merely after rounding
 */
export function boltzmannLaw(
  preferences: Float64Array,
  temperature: number,
  preferenceError: number,
  identical: boolean,
): SelectionProbabilities {
  const armCount = preferences.length;
  if (identical) {
    const share = exactProbability(Rational.of(1, armCount));
    return { method: "closed-form", arms: Array.from({ length: armCount }, () => ({ ...share })) };
  }
  const values = softmax(preferences, temperature);
  const logValues = logSoftmax(preferences, temperature);
  const largest = preferences.reduce((size, preference) => Math.max(size, Math.abs(preference)), 0);
  const exponentError = (2 * preferenceError + 8 * UNIT_ROUNDOFF * largest) / temperature;
  const margin = 2 * exponentError + (armCount + 8) * UNIT_ROUNDOFF;
  const most = logValues.map((logValue) => exp(Math.min(0, logValue + margin - 2 * UNIT_ROUNDOFF * logValue)));
  const mostTogether = most.reduce((sum, value) => sum + value, 0);
  const arms = Array.from(values, (value, arm): ArmProbability => {
    const least = Math.max(value * exp(-margin), 1 - (mostTogether - most[arm]) * (1 + armCount * UNIT_ROUNDOFF));
    const errorBound = Math.min(
      1,
      Math.max(most[arm] - value, value - least) + 2 * UNIT_ROUNDOFF * value + Number.MIN_VALUE,
    );
    return { value, logValue: logValues[arm], errorBound };
  });
  return { method: "closed-form", arms };
}
