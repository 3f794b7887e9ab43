import jstat from "jstat";
import { normalDistribution } from "./normal-distribution.ts";

const { jStat } = jstat;

/**
 * The density of Beta(alpha, beta) at x in [0, 1], by jStat: for plots alone, since jStat uses the platform's functions,
 * whose last bits are an engine's own. Relative error about 10⁻¹⁰ for parameters up to
 * 500 and 10⁻⁷ beyond. At the ends jStat multiplies 0 by ln 0, so they are given here: 0, infinite, or the limit.
 */
export function betaDensity(x: number, alpha: number, beta: number): number {
  if (x === 0) return alpha === 1 ? beta : alpha < 1 ? Infinity : 0;
  if (x === 1) return beta === 1 ? alpha : beta < 1 ? Infinity : 0;
  return jStat.beta.pdf(x, alpha, beta);
}

/** The quantile of the standard normal distribution for p in (0, 1), to 10⁻¹²; by this project's own kernels. */
export function normalQuantile(p: number): number {
  return normalDistribution(0, 1).quantile(p);
}
