import { exp, log, log1p } from "../../numerics/elementary.ts";
import type { Kernel, Line } from "../kernels/kernel.ts";

const ORIGIN = new Float64Array(1);

/**
 * The arms of one family on their common line: the range of each arm, and integrands at a single place.
 *
 * Densities are followed until they have fallen by e^(−depth) from their peak, and the product of all cdfs down to
 * e^(−depth): what is left out is no more than that.
 */
export class ArmRegion {
  readonly line: Line;
  readonly kernels: readonly Kernel[];
  readonly #depth: number;
  /** Arm by arm, where the density begins and ends. Beyond its high end, an arm's cdf counts as 1. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** ln f at a single point. */
  readonly #single = new Float64Array(1);

  constructor(line: Line, kernels: readonly Kernel[], depth: number) {
    this.line = line;
    this.kernels = kernels;
    this.#depth = depth;
    this.lows = Float64Array.from(kernels, (kernel) => this.#falloff(kernel, -1));
    this.highs = Float64Array.from(kernels, (kernel) => this.#falloff(kernel, 1));
  }

  /** ln(f_k·∏_{j≠k} F_j) at one place. */
  logIntegrand(arm: number, y: number): number {
    this.line.place(this.line.anchorAt(y), ORIGIN, 1);
    let sum = 0;
    this.kernels.forEach((kernel, j) => {
      if (j !== arm && y >= this.highs[j]) return;
      kernel.logDensities(this.#single);
      sum += j === arm ? this.#single[0] : logCdf(kernel, 0, this.#single[0]);
    });
    return sum;
  }

  /** ln f_k − ln F_k at one place. */
  logShare(arm: number, y: number): number {
    const kernel = this.kernels[arm];
    this.line.place(this.line.anchorAt(y), ORIGIN, 1);
    kernel.logDensities(this.#single);
    return this.#single[0] - (y >= this.highs[arm] ? 0 : logCdf(kernel, 0, this.#single[0]));
  }

  /** Σ ln F_j at one place. */
  logProduct(y: number): number {
    return this.#logProductAt(y, Infinity);
  }

  /** From where the first arm peaks to where all cdfs are 1. */
  get span(): [from: number, to: number] {
    return [this.kernels.reduce((least, { peak }) => Math.min(least, peak), Infinity), this.end];
  }

  /** Places near which an arm's integrand may peak: its own peak, and the ends and peaks of all arms right of it. */
  landmarks(arm: number): number[] {
    const own = this.kernels[arm].peak;
    const places = [...this.lows, ...this.highs, ...this.kernels.map(({ peak }) => peak)].filter((y) => y > own);
    return [own, ...places.toSorted((one, other) => one - other)];
  }

  /** The same arms over a region of another depth. */
  atDepth(depth: number): ArmRegion {
    return depth === this.#depth ? this : new ArmRegion(this.line, this.kernels, depth);
  }

  /** Right end of the region: beyond it all cdfs count as 1. */
  get end(): number {
    return this.highs.reduce((end, high) => Math.max(end, high), -Infinity);
  }

  /** Left end of the region: from here on the product of all cdfs exceeds e^(−depth). */
  get start(): number {
    let below = this.lows.reduce((start, low) => Math.max(start, low), -Infinity);
    let above = this.end;
    for (let step = 0; step < 10 && above - below > 0; step++) {
      const middle = (below + above) / 2;
      if (this.#logProductAt(middle, this.#depth) < -this.#depth) below = middle;
      else above = middle;
    }
    return below;
  }

  /** Σ ln F_j, or any number below −depth if it is below. */
  #logProductAt(y: number, depth: number): number {
    this.line.place(this.line.anchorAt(y), ORIGIN, 1);
    let sum = 0;
    for (let arm = 0; arm < this.kernels.length && sum >= -depth; arm++) {
      if (y >= this.highs[arm]) continue;
      this.kernels[arm].logDensities(this.#single);
      sum += logCdf(this.kernels[arm], 0, this.#single[0]);
    }
    return sum;
  }

  /**
   * How long a panel that begins at y may be.
   *
   * @param always an arm that counts even beyond its high end
   */
  reachAt(y: number, always: number): number {
    this.line.place(this.line.anchorAt(y), ORIGIN, 1);
    let reach = Infinity;
    for (let arm = 0; arm < this.kernels.length; arm++) {
      if (y >= this.highs[arm] && arm !== always) continue;
      this.kernels[arm].logDensities(this.#single);
      reach = Math.min(reach, this.kernels[arm].reach(0));
    }
    return reach;
  }

  /** The place on one side of the peak where a density has fallen by e^(−depth). */
  #falloff(kernel: Kernel, side: -1 | 1): number {
    const { peak } = kernel;
    const logDensityAt = (y: number) => {
      this.line.place(this.line.anchorAt(y), ORIGIN, 1);
      kernel.logDensities(this.#single);
      return this.#single[0];
    };
    // A tail that falls slowly has about the mass of its density, regardless of the peak.
    const height = Math.min(0, logDensityAt(peak));
    const falls = (y: number) => height - logDensityAt(y) >= this.#depth;
    this.line.place(this.line.anchorAt(peak), ORIGIN, 1);
    const most = this.line.extent - side * peak;
    let outer = Math.min(kernel.reach(0), most);
    let inner = 0;
    while (!falls(peak + side * outer)) {
      if (outer === most) return side * this.line.extent;
      inner = outer;
      outer = Math.min(2 * outer, most);
    }
    for (let step = 0; step < 6; step++) {
      const middle = (inner + outer) / 2;
      if (falls(peak + side * middle)) outer = middle;
      else inner = middle;
    }
    return peak + side * outer;
  }

  /** Derivative in y of ln f_arm + Σ_{j≠arm} ln F_j, with (ln F)′ = f/F. */
  slope(arm: number, y: number): number {
    this.line.place(this.line.anchorAt(y), ORIGIN, 1);
    let slope = 0;
    this.kernels.forEach((kernel, j) => {
      if (j !== arm && y >= this.highs[j]) return;
      kernel.logDensities(this.#single);
      const ratio = kernel.tailRatio(0);
      if (j === arm) slope += kernel.slope(0);
      else if (kernel.isLeft(0)) slope += 1 / ratio;
      else slope += 1 / (exp(-this.#single[0]) - ratio);
    });
    return slope;
  }
}

/** ln F at a point, given ln f there. */
export function logCdf(kernel: Kernel, index: number, logDensity: number): number {
  const ratio = kernel.tailRatio(index);
  return kernel.isLeft(index) ? logDensity + log(ratio) : log1p(-exp(logDensity) * ratio);
}
