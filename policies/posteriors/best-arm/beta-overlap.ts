import type { BetaParameters } from "../beta.ts";
import { log } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { log1pmx } from "../../numerics/log1pmx.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";

/**
 * ln h with h = B(a + c, b + d)/(B(a, b)·B(c, d)), the step of the recurrences for P(X > Y) with X ~ Beta(a, b) and
 * Y ~ Beta(c, d): P grows by h/a with a → a + 1, by h/d with d → d + 1, and falls by h/b and h/c likewise.
 *
 * With N = a + b + c + d, x = (b·c − a·d)/N and L(r) = ln(1 + r) − r, by Stirling's formula
 *
 *   ln h = a·L(x/a) + b·L(−x/b) + c·L(−x/c) + d·L(x/d) + ½·ln(a·b·c·d·N/(2π·(a + b)·(c + d)·(a + c)·(b + d))) + remainders
 *
 * in which the large terms have cancelled. Relative error about 10⁻¹⁵·(1 + |ln h|).
 *
 * @see Cook (2005), Exact calculation of beta inequalities
 */
export function logBetaOverlap({ alpha: a, beta: b }: BetaParameters, { alpha: c, beta: d }: BetaParameters): number {
  const sum = a + b + c + d;
  const x = (b * c - a * d) / sum;
  const exponent = a * log1pmx(x / a) + b * log1pmx(-x / b) + c * log1pmx(-x / c) + d * log1pmx(x / d);
  const scale = 0.5 * log((a / (a + c)) * (b / (a + b)) * (c / (c + d)) * (d / (b + d)) * sum) - HALF_LOG_TWO_PI;
  const remainders =
    stirlingRemainder(a + c) +
    stirlingRemainder(b + d) -
    stirlingRemainder(sum) -
    (stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(a + b)) -
    (stirlingRemainder(c) + stirlingRemainder(d) - stirlingRemainder(c + d));
  return exponent + scale + remainders;
}
