import jstat from "jstat";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";

const { jStat } = jstat;

/** The density of a Beta distribution on an even grid of [0, 1]. It may be infinite at the ends. */
export function betaDensityCurve({ alpha, beta }: BetaParameters, points = 201): { x: number; y: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const x = i / (points - 1);
    return { x, y: betaDensity(x, alpha, beta) };
  });
}

/**
 * The density at x in [0, 1], by jStat: relative error about 10⁻¹⁰ for parameters up to 500 and 10⁻⁷ beyond; the last bits
 * differ between engines. At the ends jStat multiplies 0 by ln 0, so their values are given here.
 */
function betaDensity(x: number, alpha: number, beta: number): number {
  if (x === 0) return alpha === 1 ? beta : alpha < 1 ? Infinity : 0;
  if (x === 1) return beta === 1 ? alpha : beta < 1 ? Infinity : 0;
  return jStat.beta.pdf(x, alpha, beta);
}
