import { exp, log, log1p } from "../../numerics/elementary.ts";
import { millsRatio } from "../../numerics/mills.ts";

/** If both parameters are at least this, the tail is integrated; below, its continued fraction is as short. */
const LARGE = 3000;

/** Whether to compute the lower tail by the continued fraction or Mills' ratio, rather than the upper one. */
export function isLeft(a: number, b: number, x: number, departure: number): boolean {
  if (a >= LARGE && b >= LARGE) return departure <= 0;
  return x * (a + b + 2) <= a + 1;
}

/**
 * ln P(θ > x), given ln f in y; if the lower tail is computed, it is subtracted from 1.
 *
 * @param departure (a + b)·x − a
 */
export function logSurvival(
  a: number,
  b: number,
  x: number,
  complement: number,
  departure: number,
  logDensity: number,
): number {
  if (!isLeft(a, b, x, departure)) return logDensity + log(tailRatio(b, a, complement, x, departure));
  return log1p(-Math.min(1, exp(logDensity) * tailRatio(a, b, x, complement, -departure)));
}

const coefficients = new Float64Array(10);

/**
 * F/f in y for x at or left of the mean.
 *
 * @param below a − (a + b)·x
 */
export function tailRatio(a: number, b: number, x: number, complement: number, below: number): number {
  if (a < LARGE || b < LARGE) return continuedFraction(a, b, x, complement, below);
  bernoulliCumulants(x, complement, a + b);
  return millsRatio(below, coefficients);
}

/**
 * n·κ_m·(−1)^m/m! for m = 2…11, κ_m the cumulants of one Bernoulli(x) trial: the expansion of
 * n·(ln(1 − x + x·e^(−t)) + x·t) with its sign turned.
 */
function bernoulliCumulants(x: number, complement: number, n: number): void {
  const v = x * complement;
  const skew = complement - x;
  const scale = n * v;
  coefficients[0] = scale / 2;
  coefficients[1] = (-scale * skew) / 6;
  coefficients[2] = (scale * (1 - 6 * v)) / 24;
  coefficients[3] = (-scale * skew * (1 - 12 * v)) / 120;
  coefficients[4] = (scale * (1 - v * (30 - v * 120))) / 720;
  coefficients[5] = (-scale * skew * (1 - v * (60 - v * 360))) / 5040;
  coefficients[6] = (scale * (1 - v * (126 - v * (1680 - v * 5040)))) / 40_320;
  coefficients[7] = (-scale * skew * (1 - v * (252 - v * (5040 - v * 20_160)))) / 362_880;
  coefficients[8] = (scale * (1 - v * (510 - v * (17_640 - v * (151_200 - v * 362_880))))) / 3_628_800;
  coefficients[9] = (-scale * skew * (1 - v * (1020 - v * (52_920 - v * (604_800 - v * 1_814_400))))) / 39_916_800;
}

/**
 * Continued fraction of Didonato & Morris (1992), "Algorithm 708", routine BFRAC, for B_x(a, b)/(x^a·(1 − x)^b): about
 * ½·√min(a, b) terms at the mean.
 *
 * @param below a − (a + b)·x
 */
function continuedFraction(a: number, b: number, x: number, complement: number, below: number): number {
  const c = 1 + below;
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let p = 1;
  let s = a + 1;
  let previousNumerator = 0;
  let previousDenominator = 1;
  let numerator = 1;
  let denominator = c / c1;
  let ratio = c1 / c;
  for (let n = 1; n <= 100_000; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    let e = a / s;
    const alpha = p * (p + c0) * e * e * (w * x);
    e = (1 + t) / (c1 + t + t);
    const beta = n + w / s + e * (c + n * (1 + complement));
    p = 1 + t;
    s += 2;
    const nextNumerator = alpha * previousNumerator + beta * numerator;
    const nextDenominator = alpha * previousDenominator + beta * denominator;
    const next = nextNumerator / nextDenominator;
    const change = Math.abs(next - ratio);
    previousNumerator = numerator / nextDenominator;
    previousDenominator = denominator / nextDenominator;
    numerator = next;
    denominator = 1;
    ratio = next;
    if (change <= 1e-16 * next) break;
  }
  return ratio;
}
