import jstat from "jstat";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";

const { jStat } = jstat;

/** Points of the density of a Beta distribution on an even grid of [0, 1], for charts; infinite at an end where it is. */
export function betaDensityCurve({ alpha, beta }: BetaParameters, points = 201): { x: number; y: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const x = i / (points - 1);
    return { x, y: betaDensity(x, alpha, beta) };
  });
}

/**
 * The density at x in [0, 1], by jStat: to about 10⁻¹⁰ relatively for parameters up to 500 and 10⁻⁷ beyond, with last bits
 * that are an engine's own. At the ends jStat multiplies 0 by ln 0, so they are given here: 0, infinite, or the limit.
 */
function betaDensity(x: number, alpha: number, beta: number): number {
  if (x === 0) return alpha === 1 ? beta : alpha < 1 ? Infinity : 0;
  if (x === 1) return beta === 1 ? alpha : beta < 1 ? Infinity : 0;
  return jStat.beta.pdf(x, alpha, beta);
}
