import { exp, pow } from "../../numerics/elementary.ts";
import { normalDistribution } from "../distributions/normal-distribution.ts";

/** The sizes that are told from 0. */
const LEAST = 1e-250;
/** A score beyond every probability that a double holds. */
const BEYOND = 40;
const MOST_STEPS = 60;
/** From this step on, a wide bracket is halved in logarithms. */
const PATIENCE = 6;
/** Of a score. One more secant step, without an evaluation, leaves some 10⁻¹⁴ of it. */
const TOLERANCE = 1e-11;
const ROUNDING = 2 ** -51;
/** The ratio of a bracket's ends from which it is wide. */
const WIDE = 8;

const standardNormal = normalDistribution(0, 1);

/** A falling function of the size, P(exceeds by more than size), and where to look for a quantile of it. */
export interface Exceedance {
  at: (size: number) => number;
  /** The largest size that is told from the end of the range. */
  most: number;
  /** A first guess, and the change of the size that moves the score Φ⁻¹ by about 1 there. */
  guess: number;
  unit: number;
}

/**
 * The size with P(exceeds by more than size) = q, for q below P(exceeds at all): 0 if it is below 10⁻²⁵⁰, Infinity if beyond
 * `most`.
 *
 * Secant steps on the score Φ⁻¹(P), which is nearly straight, kept within a bracket. A bracket of many orders of magnitude
 * is halved in logarithms. 3 to 6 evaluations for regular posteriors, some 20 for shapes far below 1.
 */
export function comparisonQuantile({ at, most, guess, unit }: Exceedance, q: number): number {
  const target = scoreOf(q);
  let [low, high] = [0, Infinity];
  let size = Math.min(Math.max(guess, LEAST), most);
  let [before, missed] = [0, 0];
  let slope = 1 / unit;
  for (let step = 0; step < MOST_STEPS; step++) {
    // Positive while too much exceeds the size.
    const missing = scoreOf(at(size)) - target;
    if (missing > 0) low = size;
    else high = size;
    if (low >= most) return Infinity;
    if (high <= LEAST) return 0;
    if (step > 0 && missing !== missed) slope = (missed - missing) / (size - before);
    const next = size + missing / slope;
    const isInside = next > low && next < high;
    const isClose = Math.abs(missing) <= TOLERANCE || Math.abs(next - size) <= ROUNDING * size;
    if (isClose || high - low <= ROUNDING * low) return isInside ? next : size;
    [before, missed] = [size, missing];
    const isWide = step > PATIENCE && high > WIDE * low;
    size = isInside && !isWide ? next : halfway(low, high, most, step);
  }
  return size;
}

/** Between the ends in logarithms; away from a single end by ever longer steps. */
function halfway(low: number, high: number, most: number, step: number): number {
  if (low === 0) return Math.max(LEAST, high * exp(-pow(2, step)));
  if (high === Infinity) return Math.min(most, low * exp(Math.min(600, pow(2, step))));
  return Math.sqrt(low) * Math.sqrt(high);
}

/** Φ⁻¹(p). */
function scoreOf(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? -BEYOND : BEYOND;
  return standardNormal.quantile(p);
}
