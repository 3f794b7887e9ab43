import { log } from "./elementary.ts";
import { fastExp } from "./fast-exp.ts";
import { fastTailRatio, normalTail } from "./normal-tail.ts";

/** Nodes in the width that all densities have together: what the sum leaves out is some e^(−2π²/0.65²) = 10⁻²⁰. */
const STEP = 0.65;
/** How far sums reach beyond a peak, in its standard deviations: to e^(−38) of it. */
const REACH = 8.7;
/** Beyond so many nodes scales are too far apart for one grid. */
const MOST_NODES = 4096;
/** What probabilities may sum to beside 1. */
const LARGEST_DEFECT = 1e-13;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

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
  /** f_k/F_k at a node. */
  readonly #ratios: Float64Array;

  constructor(armCount: number) {
    this.#ratios = new Float64Array(armCount);
  }

  /** @returns false where the scales are too far apart; `out` holds nothing then */
  fill(means: Float64Array, deviations: Float64Array, out: Float64Array): boolean {
    if (means.length === 1) out[0] = 1;
    else if (means.length === 2) fillTwo(means, deviations, out);
    else return this.#fillMany(means, deviations, out);
    return true;
  }

  #fillMany(means: Float64Array, deviations: Float64Array, out: Float64Array): boolean {
    const from = lowerEnd(means, deviations);
    const [to, step] = upperEnd(means, deviations);
    const nodes = Math.ceil((to - from) / step);
    if (!(nodes <= MOST_NODES)) return false;
    const armCount = means.length;
    const ratios = this.#ratios;
    out.fill(0);
    for (let node = 0; node <= nodes; node++) {
      const y = from + node * step;
      let product = step;
      for (let arm = 0; arm < armCount; arm++) {
        const z = (y - means[arm]) / deviations[arm];
        const density = fastExp(-0.5 * z * z) / ROOT_TWO_PI;
        const tailRatio = fastTailRatio(Math.abs(z));
        const cdf = z < 0 ? density * tailRatio : 1 - density * tailRatio;
        product *= cdf;
        // The density and the cdf may both underflow far out, where their ratio does not.
        ratios[arm] = z < 0 ? 1 / (tailRatio * deviations[arm]) : density / (cdf * deviations[arm]);
      }
      for (let arm = 0; arm < armCount; arm++) out[arm] += product * ratios[arm];
    }
    let sum = 0;
    for (let arm = 0; arm < armCount; arm++) sum += out[arm];
    return Math.abs(sum - 1) <= LARGEST_DEFECT;
  }
}

function fillTwo(means: Float64Array, deviations: Float64Array, out: Float64Array): void {
  const z = (means[0] - means[1]) / Math.sqrt(deviations[0] * deviations[0] + deviations[1] * deviations[1]);
  const smaller = normalTail(Math.abs(z));
  out[0] = z < 0 ? smaller : 1 - smaller;
  out[1] = z < 0 ? 1 - smaller : smaller;
}

/**
 * Where the first sum begins. Left of where an arm's density times the cdf of any one other peaks, at the mean of both
 * weighted by their precisions, it falls like the product of both densities; the other cdfs only make it fall faster.
 */
function lowerEnd(means: Float64Array, deviations: Float64Array): number {
  let [best, second] = [0, 1];
  if (means[1] - deviations[1] > means[0] - deviations[0]) [best, second] = [1, 0];
  for (let arm = 2; arm < means.length; arm++) {
    const surely = means[arm] - deviations[arm];
    if (surely > means[best] - deviations[best]) [best, second] = [arm, best];
    else if (surely > means[second] - deviations[second]) second = arm;
  }
  let least = Infinity;
  for (let arm = 0; arm < means.length; arm++) {
    const other = arm === best ? second : best;
    const own = 1 / (deviations[arm] * deviations[arm]);
    const its = 1 / (deviations[other] * deviations[other]);
    const peak = (means[arm] * own + means[other] * its) / (own + its);
    least = Math.min(least, peak - REACH / Math.sqrt(own + its));
  }
  return least;
}

/** Where the last sum ends, and the distance of nodes. The largest of K draws is some √(2·ln K) deviations above its mean. */
function upperEnd(means: Float64Array, deviations: Float64Array): [end: number, step: number] {
  let [highest, widest, precision] = [-Infinity, 0, 0];
  for (let arm = 0; arm < means.length; arm++) {
    highest = Math.max(highest, means[arm]);
    widest = Math.max(widest, deviations[arm]);
    precision += 1 / (deviations[arm] * deviations[arm]);
  }
  return [highest + (REACH + Math.sqrt(2 * log(means.length))) * widest, STEP / Math.sqrt(precision)];
}
