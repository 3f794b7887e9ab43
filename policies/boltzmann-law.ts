import { exp, expm1, log1p } from "./numerics/elementary.ts";
import { type ArmProbability, exactProbability, type SelectionProbabilities } from "./law.ts";
import { Rational } from "./numerics/rational.ts";
import { logSoftmax, softmax } from "./numerics/softmax.ts";

/** Half a unit in the last place, relative: the rounding error of one operation. */
const UNIT_ROUNDOFF = 2 ** -53;

/**
 * The law of a policy that plays arms in proportion to exp(H/τ), with its error bound.
 *
 * If every H is off by at most δ, the exponent x = (H − max H)/τ of an arm is off by at most e = 2δ/τ plus the rounding
 * of its own subtraction and division, and of τ, which is read as the decimal that was written. The logarithm of a
 * probability is off by its own e, and by at most −ln(1 − s) through the sum, s = Σ p·(e^e − 1): arms that hardly count
 * add nothing to it, however uncertain their exponents are. The rounding of exp, of the sum and of the division is
 * added. A probability is also at most 1, and at least 1 minus the most that the others can be. It is rational only if
 * all preferences are equal, as for one arm, and is then 1/K (Lindemann–Weierstrass).
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
  if (identical || armCount === 1) {
    const share = exactProbability(Rational.of(1, armCount));
    return { method: "closed-form", arms: Array.from({ length: armCount }, () => ({ ...share })) };
  }
  const values = softmax(preferences, temperature);
  const logValues = logSoftmax(preferences, temperature);
  const highest = preferences.reduce((most, preference) => Math.max(most, preference));
  const errors = preferences.map(
    (preference) => (2 * preferenceError + 4 * UNIT_ROUNDOFF * (highest - preference)) / temperature,
  );
  // p·(e^e − 1), where p may vanish and e^e be infinite.
  const ofSum = errors.reduce((sum, error, arm) => sum + riseOf(logValues[arm], error), 0);
  const sumError = ofSum < 1 ? -log1p(-ofSum) : Infinity;
  const margins = errors.map((error) => error + sumError + (armCount + 8) * UNIT_ROUNDOFF);
  const most = logValues.map((logValue, arm) =>
    exp(Math.min(0, logValue + margins[arm] - 2 * UNIT_ROUNDOFF * logValue)),
  );
  const mostTogether = most.reduce((sum, value) => sum + value, 0);
  const arms = Array.from(values, (value, arm): ArmProbability => {
    const least = Math.max(value * exp(-margins[arm]), 1 - (mostTogether - most[arm]) * (1 + armCount * UNIT_ROUNDOFF));
    const errorBound = Math.min(
      1,
      Math.max(most[arm] - value, value - least) + 2 * UNIT_ROUNDOFF * value + Number.MIN_VALUE,
    );
    return { value, logValue: logValues[arm], errorBound };
  });
  return { method: "closed-form", arms };
}

/** p·(e^error − 1) for p = e^logValue. */
function riseOf(logValue: number, error: number): number {
  if (error === 0) return 0;
  return error < 1 ? exp(logValue) * expm1(error) : exp(Math.min(709, logValue + error));
}
