import type { BetaParameters } from "../beta.ts";
import { exp, log, log1p } from "../../numerics/elementary.ts";
import type { ArmProbability } from "../../law.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";

/**
 * The number of terms up to which the sum is faster than an integral, and the size of parameters up to which its first
 * term keeps 10⁻¹³.
 */
const MOST_TERMS = 1000;
const LARGEST = 4000;
const HALF_UNIT = 2 ** -53;

/**
 * P(X > Y) and P(Y > X) for X ~ Beta(a, b), Y ~ Beta(c, d), as sums of positive terms, if each of the two has a whole
 * parameter to sum over:
 *
 *   P(X > Y) = Σ_{i<a} t_i,   t_0 = B(c, b + d)/B(c, d),   t_(i+1)/t_i = (i + b)(i + c)/((i + b + c + d)(i + 1)),
 *
 * which also equals the sum with a and d, or b and c, exchanged. Both probabilities keep their relative accuracy, about
 * 10⁻¹³, however small. O(min(a, d) + min(b, c)): 0.5 µs for a few terms, 2 µs for 300.
 *
 * Miller (2015), Formulas for Bayesian A/B testing; symmetries from Cook (2005), Exact calculation of beta inequalities.
 *
 * @returns undefined if a sum does not exist or is long
 */
export function bestOfTwo([x, y]: readonly BetaParameters[]): ArmProbability[] | undefined {
  if (x.alpha + x.beta + y.alpha + y.beta > LARGEST) return undefined;
  const first = exceeds(x.alpha, x.beta, y.alpha, y.beta);
  const second = exceeds(y.alpha, y.beta, x.alpha, x.beta);
  return first && second && [first, second];
}

/** P(Beta(a, b) > Beta(c, d)) by the shorter of its two sums. */
function exceeds(a: number, b: number, c: number, d: number): ArmProbability | undefined {
  const [terms, other] = Number.isInteger(d) && (!Number.isInteger(a) || d < a) ? [d, a] : [a, d];
  if (!Number.isInteger(terms) || terms > MOST_TERMS) return undefined;
  const total = b + c + other;
  const parts = [
    (other - 0.5) * log1p((b * c) / (total * other)),
    b * log1p(-c / total),
    c * log1p(-b / total),
    stirlingRemainder(b + other) + stirlingRemainder(c + other) - stirlingRemainder(total) - stirlingRemainder(other),
  ];
  const logFirst = parts[0] + parts[1] + parts[2] + parts[3];
  let term = 1;
  let sum = 1;
  let logScale = 0;
  for (let i = 0; i < terms - 1; i++) {
    term *= ((i + b) * (i + c)) / ((i + total) * (i + 1));
    sum += term;
    if (sum > 1e250) {
      term *= 1e-250;
      sum *= 1e-250;
      logScale += 250 * Math.LN10;
    }
  }
  const logValue = Math.min(0, logFirst + logScale + log(sum));
  // A direct product keeps a digit more than the exponential of a sum, if the first term does not underflow.
  const value = logFirst > -700 && logScale === 0 ? Math.min(1, exp(logFirst) * sum) : exp(logValue);
  const size = Math.abs(parts[0]) + Math.abs(parts[1]) + Math.abs(parts[2]) + logScale;
  // Six roundings a term; ten for each part of ln t₀, whose remainders have errors of 10⁻¹⁵ each.
  const relative = HALF_UNIT * (6 * terms + 10 * size + 64);
  return { value, logValue, errorBound: value * relative + Number.MIN_VALUE };
}
