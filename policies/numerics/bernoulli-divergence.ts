import { exp, expm1, log, log1p } from "./elementary.ts";
import { fastExp } from "./fast-exp.ts";
import { fastLog1p } from "./fast-log1p.ts";
import { log1pmx } from "./log1pmx.ts";

/**
 * The log odds of the largest q with d(p, q) ≤ budget, for the Kullback–Leibler divergence of two coins
 *
 *   d(p, q) = p·ln(p/q) + (1 − p)·ln((1 − p)/(1 − q)),   as −p·log1pmx(δ/p) − (1 − p)·log1pmx(−δ/(1 − p)),   δ = q − p.
 *
 * Both terms of the second form are positive, so nothing cancels. In y = ln(q/(1 − q)) the divergence is convex with the
 * derivative q − p, so Newton's iteration falls to the root from any y above it, and both q near 0 and 1 − q near 0 keep
 * their digits. Absolute error of y about 10⁻¹⁵·(1 + |y|), hence relative error of q and of 1 − q about that. 3 to 7
 * steps of some 50 ns without a bound, 1 or 2 from a close bound.
 *
 * @param p in [0, 1]
 * @param complement 1 − p, to full relative accuracy
 * @param budget non-negative; 0 gives the log odds of p
 * @param bound an upper bound of the root, up to rounding
 * @returns y, ∞ for p = 1 and −∞ for p = 0 without a budget
 * @see Garivier & Cappé (2011), The KL-UCB algorithm for bounded stochastic bandits and beyond
 */
export function divergenceLogOdds(p: number, complement: number, budget: number, bound = Infinity): number {
  if (complement === 0) return Infinity;
  if (budget === 0) return log(p / complement);
  // −ln(1 − q) = budget.
  if (p === 0) return budget + log(-expm1(-budget));
  let y = Math.min(bound, logOddsAbove(p, complement, budget));
  const logComplement = log(complement);
  for (let step = 0; step < 100; step++) {
    const small = exp(-Math.abs(y));
    const scale = 1 / (1 + small);
    const rise = y < 0 ? small * scale - p : complement - small * scale;
    if (!(rise > 0)) return y;
    const fall = rise / complement;
    const lost = fall <= 0.5 ? log1pmx(-fall) : (y < 0 ? 0 : -y) - log1p(small) - logComplement + fall;
    const excess = -p * log1pmx(rise / p) - complement * lost - budget;
    const next = y - excess / rise;
    // From above every step goes down; a first step up corrects a bound that rounding has put below the root.
    if (step > 0 && !(next < y)) return y;
    if (Math.abs(y - next) <= 4 * 2 ** -53 * Math.abs(y)) return next;
    y = next;
  }
  return y;
}

/**
 * The same for p inside (0, 1) and a positive budget, without special care for d near 0: some 60 ns.
 *
 *   d(p, q) = ln(1 + e^y) − p·y − H(p),   H(p) = −p·ln p − (1 − p)·ln(1 − p)
 *
 * d is off by at most 16·2⁻⁵³·(H + budget), and y by that over q − p. Halley's iteration, which triples the digits.
 *
 * @param entropy H(p), see bernoulliEntropy
 * @param start where to begin; anything above the log odds of p is fine
 */
export function quickDivergenceLogOdds(
  p: number,
  complement: number,
  entropy: number,
  budget: number,
  start: number,
): number {
  const target = entropy + budget;
  let y = start;
  let isSafe = false;
  for (let step = 0; step < 50; step++) {
    const small = fastExp(-Math.abs(y));
    const scale = 1 / (1 + small);
    const rise = y < 0 ? small * scale - p : complement - small * scale;
    if (!(rise > 0) || !Number.isFinite(y)) {
      if (isSafe) return y;
      y = logOddsAbove(p, complement, budget);
      isSafe = true;
      continue;
    }
    const newton = ((y < 0 ? -p * y : complement * y) + fastLog1p(small) - target) / rise;
    const bend = (small * scale * scale) / rise;
    const halley = 1 - 0.5 * newton * bend;
    // Far above, where the parabola has no root, Newton's step is safe.
    const change = halley > 0.5 ? newton / halley : newton;
    y -= change;
    // The curvature gives the remainder of a short step; over a long step, as from far above, it changes.
    const left = Math.abs(change * change * change) * bend * (1 + bend);
    if (left <= 2 ** -53 * (1 + Math.abs(y)) && Math.abs(change) <= 1) return y;
  }
  return y;
}

/** H(p) = −p·ln p − (1 − p)·ln(1 − p) for p inside (0, 1), to a few units: of the two logarithms one is of nearly 1. */
export function bernoulliEntropy(p: number, complement: number): number {
  return p > 0.5 ? -p * log1p(-complement) - complement * log(complement) : -p * log(p) - complement * log1p(-p);
}

/** q − p of the log odds y of q, without cancellation between p and q near 1. */
export function riseAbove(p: number, complement: number, y: number): number {
  const small = fastExp(-Math.abs(y));
  return y < 0 ? small / (1 + small) - p : complement - small / (1 + small);
}

/** An upper bound of the log odds of q, from d(p, q) ≥ (q − p)²/(2 max x(1 − x)) for x from p to q. */
function logOddsAbove(p: number, complement: number, budget: number): number {
  // d(p, q) ≥ −(1 − p)·ln(1 − q) − H(p) with the entropy H, and ln(q/(1 − q)) ≤ −ln(1 − q).
  const entropy = bernoulliEntropy(p, complement);
  const always = (budget + entropy) / complement;
  if (p > 0.5) {
    const left = complement - Math.sqrt(2 * budget * p * complement);
    return left > 0 ? Math.min(always, log((1 - left) / left)) : always;
  }
  // x(1 − x) is at most 1/4 (Pinsker), and at most q.
  const q = p + Math.min(Math.sqrt(budget / 2), budget + Math.sqrt(budget * (budget + 2 * p)));
  return q < 1 ? Math.min(always, log(q / (1 - q))) : always;
}
