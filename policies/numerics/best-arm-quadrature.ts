import { BetaKernel, type BetaParameters, logistic } from "./beta-kernel.ts";
import { integratePanels } from "./gauss-kronrod.ts";
import type { ArmProbability } from "./probability.ts";

/** Densities are followed until they have fallen by exp(−DROP) from their peak; beyond it a cdf is 1. */
const DROP = 60;
/** An arm less likely than this is integrated once more around the peak of its own integrand. */
const TAIL = 1e-10;
const TOLERANCE = 1e-12;
/** Parameters may be so large that rounding alone makes more than the tolerance: this times √(α + β), relatively. */
const ROUNDING = 2 ** -49;

/**
 * P(θ_k is the largest) by Gauss–Kronrod panels in y = ln(x/(1 − x)), all arms at once.
 *
 *   p_k = ∫ f_k(y)·∏_{j≠k} F_j(y) dy
 *
 * The densities are analytic in a strip and every integrand is log-concave. Where a likely arm's integrand lives, panels
 * are as wide as the sharpest density there. An unlikely arm is integrated again, in logarithms, around the peak of its
 * own integrand, so that probabilities far below 10⁻³⁰⁸ keep their digits. The sum is not forced to one; its defect
 * enters the error bound.
 *
 * Relative error below 10⁻¹² for α, β in 10⁻²…10⁵, growing as √(α + β) beyond. O(nodes·K), about 0.4 ms at K = 2 and
 * 3 ms at K = 10; O(nodes·K) more for every unlikely arm.
 *
 * @param arms K ≥ 2 arms with α, β > 0
 */
export function bestArmByQuadrature(arms: readonly BetaParameters[]): ArmProbability[] {
  const field = new Field(arms.map(({ alpha, beta }) => new BetaKernel(alpha, beta)));
  const largest = Math.max(...arms.map(({ alpha, beta }) => alpha + beta));
  const smallest = Math.min(...arms.map(({ alpha, beta }) => Math.min(alpha, beta)));
  const tolerance = Math.max(TOLERANCE, ROUNDING * Math.sqrt(largest));
  const likely = integratePanels(field.panels(), arms.length, (y, out) => field.integrands(y, out), tolerance, TAIL);
  const logValues = Array.from(likely.values, Math.log);
  const relativeErrors = Array.from(likely.errors, (error, arm) => error / likely.values[arm]);
  for (let arm = 0; arm < arms.length; arm++) {
    if (likely.values[arm] >= TAIL) continue;
    const { peak, panels, height } = field.tail(arm);
    const integrand = (y: number, out: Float64Array) => {
      out[0] = Math.exp(field.logIntegrand(arm, y) - height);
    };
    const { values, errors } = integratePanels(panels, 1, integrand, tolerance, 0);
    logValues[arm] = Math.log(values[0]) + height;
    // The logarithm at a peak far out is a sum of large terms, each right to its own rounding.
    relativeErrors[arm] = errors[0] / values[0] + 2 ** -50 * Math.abs(height) + 2 ** -50 * Math.abs(peak);
  }
  const values = logValues.map(Math.exp);
  const defect = Math.abs(values.reduce((sum, value) => sum + value, 0) - 1);
  return values.map((value, arm): ArmProbability => {
    // Right of a mean the cdf is 1 − (1 − F), where it may be as small as the smallest parameter.
    const rounding = 2 ** -47 * (1 + Math.abs(logValues[arm]) + Math.sqrt(largest) + 1 / smallest);
    const errorBound = Math.min(1, value * (relativeErrors[arm] + defect + rounding) + Number.MIN_VALUE);
    return { value: Math.min(1, value), logValue: Math.min(0, logValues[arm]), errorBound };
  });
}

/** All arms on the line y, and where each of them matters. */
class Field {
  readonly #kernels: readonly BetaKernel[];
  readonly #lows: readonly number[];
  readonly #highs: readonly number[];
  readonly #logDensities: Float64Array;
  readonly #logCdfs: Float64Array;

  constructor(kernels: readonly BetaKernel[]) {
    this.#kernels = kernels;
    this.#lows = kernels.map((kernel) => kernel.reach(-1, DROP));
    this.#highs = kernels.map((kernel) => kernel.reach(1, DROP));
    this.#logDensities = new Float64Array(kernels.length);
    this.#logCdfs = new Float64Array(kernels.length);
  }

  /** f_k·∏_{j≠k} F_j at y, for all arms. */
  integrands(y: number, out: Float64Array): void {
    const logProduct = this.#evaluate(y);
    for (let arm = 0; arm < out.length; arm++) {
      out[arm] = Math.exp(logProduct - this.#logCdfs[arm] + this.#logDensities[arm]);
    }
  }

  logIntegrand(arm: number, y: number): number {
    return this.#evaluate(y) - this.#logCdfs[arm] + this.#logDensities[arm];
  }

  /**
   * Panels of the region that decides: left of the last arm's reach some cdf is below e^−60, right of it all are 1.
   * Everywhere about as wide as the sharpest density there, and as the distance to the densities' singularities at ±iπ.
   */
  panels(): [number, number][] {
    const end = Math.max(...this.#highs);
    const panels: [number, number][] = [];
    let from = Math.max(...this.#lows);
    while (from < end) {
      const to = Math.min(end, from + this.#width(from));
      panels.push([from, to]);
      from = to;
    }
    return panels;
  }

  /** The peak of an unlikely arm's log-concave integrand, and panels around it out to a drop of 42 (6·10⁻¹⁹). */
  tail(arm: number): { peak: number; height: number; panels: [number, number][] } {
    const { y: peak, width: scale } = this.#peak(arm);
    const height = this.logIntegrand(arm, peak);
    const panels: [number, number][] = [];
    for (const side of [-1, 1]) {
      let edge = peak;
      let width = Math.min(4 * scale, strip(peak));
      for (let count = 0; count < 100 && this.logIntegrand(arm, edge) > height - 42; count++) {
        const next = edge + side * width;
        panels.push(side < 0 ? [next, edge] : [edge, next]);
        edge = next;
        // Integrands have tails that are no steeper than a normal one's, mostly flatter.
        width = Math.min(1.5 * width, strip(edge));
      }
    }
    return { peak, height, panels };
  }

  /** Logarithms of all densities and cdfs at y; their sum of cdfs. */
  #evaluate(y: number): number {
    const point = logistic(y);
    let logProduct = 0;
    for (let arm = 0; arm < this.#kernels.length; arm++) {
      const kernel = this.#kernels[arm];
      const logDensity = (this.#logDensities[arm] = kernel.logDensity(point));
      logProduct += this.#logCdfs[arm] = y >= this.#highs[arm] ? 0 : kernel.logCdf(point, logDensity);
    }
    return logProduct;
  }

  #width(y: number): number {
    const point = logistic(y);
    let width = strip(y);
    this.#kernels.forEach((kernel, arm) => {
      if (y < this.#highs[arm]) width = Math.min(width, 3.6 / kernel.sharpness(point));
    });
    return width;
  }

  /**
   * Where the slope of the log integrand, which falls throughout, is zero, to a tenth of the peak's width: secant and
   * halving steps by turns. The width comes from the change of the slope over the bracket, for the curvature itself
   * would be a difference of nearly equal terms.
   */
  #peak(arm: number): { y: number; width: number } {
    let [left, right] = [this.#kernels[arm].mode, Math.max(...this.#highs)];
    let [above, below] = [this.#slope(arm, left), this.#slope(arm, right)];
    for (let step = 0; step < 200; step++) {
      const width = Math.sqrt((right - left) / (above - below));
      const secant = left + (above / (above - below)) * (right - left);
      if (right - left <= 0.1 * width || right - left <= 1e-14 * Math.abs(left)) return { y: secant, width };
      const y = step % 2 === 0 && secant > left && secant < right ? secant : (left + right) / 2;
      const slope = this.#slope(arm, y);
      if (slope > 0) [left, above] = [y, slope];
      else [right, below] = [y, slope];
    }
    return { y: left, width: right - left };
  }

  /** Derivative in y of ln f_arm + Σ_{j≠arm} ln F_j, with (ln F)′ = f/F. */
  #slope(arm: number, y: number): number {
    this.#evaluate(y);
    let slope = this.#kernels[arm].slope(logistic(y));
    for (let j = 0; j < this.#kernels.length; j++) {
      if (j !== arm && y < this.#highs[j]) slope += Math.exp(this.#logDensities[j] - this.#logCdfs[j]);
    }
    return slope;
  }
}

/** How wide a panel that begins at y may be for the singularities at ±iπ, of which the origin is the nearest point. */
function strip(y: number): number {
  return y < 0 ? Math.max(4.5, 0.62 * -y) : 4.5 * Math.sqrt(1 + (y / Math.PI) ** 2);
}
