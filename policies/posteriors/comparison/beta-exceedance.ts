import { type BetaParameters, betaMean, betaVariance, squaredVariation } from "../beta.ts";
import { BetaKernel } from "../kernels/beta-kernel.ts";
import { BetaPairLine, type Comparison } from "./beta-pair-line.ts";
import { exceedance } from "./exceedance.ts";

/**
 * P(X > Y + size) (difference) or P(X > (1 + size)·Y) (lift) for independent X ~ Beta(x), Y ~ Beta(y) and size in
 * 10⁻²⁵⁰…1 − 10⁻¹² or 10⁻²⁵⁰…10³⁰⁰. Absolute error about 10⁻¹⁴ for shapes of 10⁻³…10¹⁵; see `exceedance`.
 */
export function betaExceedance(x: BetaParameters, y: BetaParameters, comparison: Comparison, size: number): number {
  const line = new BetaPairLine(comparison, size);
  const varianceOf = comparison === "lift" ? squaredVariation : betaVariance;
  return exceedance({
    line,
    x: new BetaKernel(x.alpha, x.beta, line.xLine),
    y: new BetaKernel(y.alpha, y.beta, line.uLine),
    isOverX: varianceOf(x) <= varianceOf(y),
    landmarks: [line.whereX(betaMean(x)), line.whereU(betaMean(y)), line.whereX(2 * size), 0],
  });
}
