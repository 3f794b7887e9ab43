import { log } from "../../numerics/elementary.ts";
import { DENSITY_AT_ZERO } from "../../numerics/normal-density.ts";
import { fastExp } from "../../numerics/fast-exp.ts";
import { fastTailRatio, normalTail } from "./normal-tail.ts";

/**
 * The distance of nodes, in units of the width of the product of all densities: the error of the sum is some
 * e^(−2π²/0.7²) of it.
 */
const STEP = 0.7;
/** The reach of sums beyond a peak, in its standard deviations: to e^(−34) of it. */
const REACH = 8.3;
/** Beyond this number of nodes, scales are too far apart for one grid. */
const MOST_NODES = 4096;
/** The largest distance of the sum of the probabilities from 1. */
const LARGEST_DEFECT = 1e-13;
/**
 * P(θ_k is the largest) for independent θ_k ~ N(m_k, s_k²) as doubles, to about 10⁻¹⁴ relatively, for loops over very many
 * states: Φ for two arms, and for more the trapezoidal rule on one grid,
 *
 *   p_k = h·Σ_y f_k(y)·∏_{j≠k} F_j(y),
 *
 * which converges like e^(−2π²/(h²·Σ 1/s²)) for such entire functions, relatively to every p_k however small. The grid
 * begins where the product of an arm's density and the best arm's cdf does, and ends beyond the largest mean. 30 ns for two
 * arms, 1.5 µs for three that are alike, O(K^1.5) and in proportion to the largest s over the smallest.
 *
 * Trefethen & Weideman (2014), The exponentially convergent trapezoidal rule.
 */
export class BestNormalSum {
  /** 1/s_k. */
  readonly #sharpness: Float64Array;
  /** f_k/F_k at a node, in units of its sharpness. */
  readonly #ratios: Float64Array;

  constructor(armCount: number) {
    this.#sharpness = new Float64Array(armCount);
    this.#ratios = new Float64Array(armCount);
  }

  /** @returns false if the scales are too far apart; `out` is then undefined */
  fill(means: Float64Array, deviations: Float64Array, out: Float64Array): boolean {
    if (means.length === 1) out[0] = 1;
    else if (means.length === 2) fillTwo(means, deviations, out);
    else return this.#fillMany(means, deviations, out);
    return true;
  }

  #fillMany(means: Float64Array, deviations: Float64Array, out: Float64Array): boolean {
    const sharpness = this.#sharpness;
    for (let arm = 0; arm < sharpness.length; arm++) sharpness[arm] = 1 / deviations[arm];
    const from = lowerEnd(means, sharpness);
    const [to, step] = upperEnd(means, sharpness);
    const nodes = Math.ceil((to - from) / step);
    if (!(nodes <= MOST_NODES)) return false;
    out.fill(0);
    for (let node = 0; node <= nodes; node++) {
      const product = this.#visit(from + node * step, means);
      for (let arm = 0; arm < out.length; arm++) out[arm] += product * this.#ratios[arm];
    }
    let sum = 0;
    for (let arm = 0; arm < out.length; arm++) sum += out[arm] *= step * sharpness[arm];
    return Math.abs(sum - 1) <= LARGEST_DEFECT;
  }

  /** The product of all cdfs at a node. */
  #visit(y: number, means: Float64Array): number {
    const sharpness = this.#sharpness;
    const ratios = this.#ratios;
    let product = 1;
    for (let arm = 0; arm < means.length; arm++) {
      const z = (y - means[arm]) * sharpness[arm];
      const density = DENSITY_AT_ZERO * fastExp(-0.5 * z * z);
      if (z > REACH) ratios[arm] = density;
      else if (z >= 0) {
        const cdf = 1 - density * fastTailRatio(z);
        product *= cdf;
        ratios[arm] = density / cdf;
      } else {
        const ratio = fastTailRatio(-z);
        product *= density * ratio;
        // Far out both underflow, but their ratio does not.
        ratios[arm] = 1 / ratio;
      }
    }
    return product;
  }
}

function fillTwo(means: Float64Array, deviations: Float64Array, out: Float64Array): void {
  const z = (means[0] - means[1]) / Math.sqrt(deviations[0] * deviations[0] + deviations[1] * deviations[1]);
  const smaller = normalTail(Math.abs(z));
  out[0] = z < 0 ? smaller : 1 - smaller;
  out[1] = z < 0 ? 1 - smaller : smaller;
}

/**
 * The place where the first sum begins. Left of where an arm's density times the cdf of any one other peaks, at the mean
 * of both weighted by their precisions, it falls like the product of both densities; the other cdfs only make it fall
 * faster.
 */
function lowerEnd(means: Float64Array, sharpness: Float64Array): number {
  let [best, second] = [0, 1];
  let [most, next] = [-Infinity, -Infinity];
  for (let arm = 0; arm < means.length; arm++) {
    const surely = means[arm] - 1 / sharpness[arm];
    if (surely > most) [best, second, most, next] = [arm, best, surely, most];
    else if (surely > next) [second, next] = [arm, surely];
  }
  let least = Infinity;
  for (let arm = 0; arm < means.length; arm++) {
    const other = arm === best ? second : best;
    const own = sharpness[arm] * sharpness[arm];
    const its = sharpness[other] * sharpness[other];
    const peak = (means[arm] * own + means[other] * its) / (own + its);
    least = Math.min(least, peak - REACH / Math.sqrt(own + its));
  }
  return least;
}

/**
 * The place where the last sum ends, and the distance of nodes. The largest of K draws is some √(2·ln K) deviations
 * above its mean.
 */
function upperEnd(means: Float64Array, sharpness: Float64Array): [end: number, step: number] {
  let [highest, bluntest, precision] = [-Infinity, Infinity, 0];
  for (let arm = 0; arm < means.length; arm++) {
    highest = Math.max(highest, means[arm]);
    bluntest = Math.min(bluntest, sharpness[arm]);
    precision += sharpness[arm] * sharpness[arm];
  }
  return [highest + (REACH + Math.sqrt(2 * log(means.length))) / bluntest, STEP / Math.sqrt(precision)];
}
