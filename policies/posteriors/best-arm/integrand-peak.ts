import type { ArmRegion } from "./arm-region.ts";

/**
 * The place of an integrand's peak, ln of its height, and its width: the distance to e^(−½) of the height, on the
 * steeper side.
 */
export interface Peak {
  y: number;
  width: number;
  height: number;
}

/**
 * The peak of an unlikely arm's log-concave integrand. The slope of its logarithm, which falls throughout, is brought to
 * zero to a tenth of the width: secant and halving steps by turns. The width comes from the change of the slope over the
 * bracket, for the curvature itself would be a difference of nearly equal terms.
 */
export function peakBySlope(region: ArmRegion, arm: number): Peak {
  let [left, right] = [region.kernels[arm].peak, region.end];
  let [above, below] = [region.slope(arm, left), region.slope(arm, right)];
  for (let step = 0; step < 200; step++) {
    const width = Math.sqrt((right - left) / (above - below));
    const secant = left + (above / (above - below)) * (right - left);
    if (right - left <= 0.1 * width || right - left <= 1e-14 * Math.abs(left)) {
      return { y: secant, width, height: region.logIntegrand(arm, secant) };
    }
    const y = step % 2 === 0 && secant > left && secant < right ? secant : (left + right) / 2;
    const slope = region.slope(arm, y);
    if (slope > 0) [left, above] = [y, slope];
    else [right, below] = [y, slope];
  }
  return { y: left, width: right - left, height: region.logIntegrand(arm, left) };
}
