import { log, pow } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { log1pmx } from "../../numerics/log1pmx.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";

/** The bend of a density: the y where it turns from one exponential to the other, ln(max(a, 1)/max(b, 1)). */
export function bend(alpha: number, beta: number): number {
  return log(Math.max(alpha, 1)) - log(Math.max(beta, 1));
}

/**
 * The largest length of a panel that resolves the bends of some densities and their singularities at ±iπ.
 *
 * @param ahead, behind distances to the first bend and from the last one; both negative between them
 */
export function reachToBend(ahead: number, behind: number): number {
  if (ahead > 0) return Math.max(2.5, 0.5 * ahead);
  return 2.5 * Math.sqrt(1 + pow(Math.max(0, behind) / Math.PI, 2));
}

/**
 * ln f at a point minus ln f at the mean, in y.
 *
 * @param departure (a + b)·x − a
 */
export function logDrop(a: number, b: number, logX: number, logComplement: number, departure: number): number {
  const up = departure / a;
  const down = -departure / b;
  const successes = up < -0.5 ? logX + log((a + b) / a) - up : log1pmx(up);
  const failures = down < -0.5 ? logComplement + log((a + b) / b) - down : log1pmx(down);
  return a * successes + b * failures;
}

/** ln of the density in y at the mean, ½·ln(ab/(a + b)) − ½·ln 2π + s(a + b) − s(a) − s(b). */
export function logPeakDensity(a: number, b: number): number {
  const remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b);
  return 0.5 * (log(a) + log(b) - log(a + b)) - HALF_LOG_TWO_PI + remainders;
}
