import { exp, log } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { millsRatio } from "../../numerics/mills.ts";
import { sumError } from "../../numerics/two-product.ts";
import type { NormalLine, NormalPoints } from "./normal-line.ts";
import { type Kernel, MOST_POINTS } from "./kernel.ts";

/** Half the square of a normal's exponent: the only cumulant that it has. */
const coefficients = Float64Array.of(0.5);

/** The tail of the standard normal distribution over its density at z ≥ 0, Mills' ratio: 10⁻¹⁵ relative. */
export function normalTailRatio(z: number): number {
  return millsRatio(z, coefficients);
}

/**
 * N(m, s²), with differences to m formed from the anchor. m may be the sum of two doubles, so that it can be measured from
 * another arm's without rounding. Relative error about 10⁻¹⁵·(1 + |ln f|).
 */
export class NormalKernel implements Kernel {
  readonly #mean: number;
  readonly #meanRest: number;
  readonly #deviation: number;
  readonly #constant: number;
  readonly #points: NormalPoints;
  readonly #scores = new Float64Array(MOST_POINTS);

  constructor(mean: number, standardDeviation: number, { points }: NormalLine, meanRest = 0) {
    this.#mean = mean;
    this.#meanRest = meanRest;
    this.#deviation = standardDeviation;
    this.#constant = -HALF_LOG_TWO_PI - log(standardDeviation);
    this.#points = points;
  }

  get peak(): number {
    return this.#mean;
  }

  logDensities(out: Float64Array): void {
    const { count, anchor, offsets } = this.#points;
    const far = anchor - this.#mean;
    const rest = sumError(anchor, -this.#mean) - this.#meanRest;
    for (let i = 0; i < count; i++) {
      const z = (far + (offsets[i] + rest)) / this.#deviation;
      this.#scores[i] = z;
      out[i] = this.#constant - 0.5 * z * z;
    }
  }

  isLeft(index: number): boolean {
    return this.#scores[index] <= 0;
  }

  tailRatio(index: number): number {
    return this.#deviation * normalTailRatio(Math.abs(this.#scores[index]));
  }

  slope(index: number): number {
    return -this.#scores[index] / this.#deviation;
  }

  reach(): number {
    return 3.6 * this.#deviation;
  }

  shortfall(index: number, logDensity: number): number {
    return this.#expectedBelow(this.#scores[index], logDensity);
  }

  excess(index: number, logDensity: number): number {
    return this.#expectedBelow(-this.#scores[index], logDensity);
  }

  /** s·(φ(z) + z·Φ(z)); for z < 0 the two nearly cancel, far out to 1/z² of themselves. */
  #expectedBelow(z: number, logDensity: number): number {
    const density = this.#deviation * exp(logDensity);
    const small = density * (1 - Math.abs(z) * normalTailRatio(Math.abs(z)));
    return this.#deviation * (z <= 0 ? small : z + small);
  }
}
