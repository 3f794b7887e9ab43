import { exp, hypot, log, log1p } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";
import { sumError } from "../../numerics/two-product.ts";
import { tailRatio } from "./beta-tail-ratio.ts";
import type { StudentLine } from "./student-line.ts";
import { type Kernel, MOST_POINTS } from "./kernel.ts";

/**
 * Student's t with location m, scale s and ν degrees of freedom:
 *
 *   f(x) = (1 + z²/ν)^(−(ν + 1)/2)/(s·√ν·B(½, ν/2)),   z = (x − m)/s.
 *
 * m may be the sum of two doubles, so that it can be measured from another arm's without rounding. The tail is half that of
 * Beta(ν/2, ½) at ν/(ν + z²), by the same continued fraction.
 * Relative error about 10⁻¹⁵·(1 + |ln f|).
 */
export class StudentKernel implements Kernel {
  readonly #location: number;
  readonly #locationRest: number;
  readonly #scale: number;
  readonly #freedom: number;
  readonly #constant: number;
  readonly #line: StudentLine;
  /** (x − m)/s at every point. */
  readonly #scores = new Float64Array(MOST_POINTS);
  /** Standardised densities at every point. */
  readonly #densities = new Float64Array(MOST_POINTS);

  constructor(location: number, scale: number, degreesOfFreedom: number, line: StudentLine, locationRest = 0) {
    this.#location = location;
    this.#locationRest = locationRest;
    this.#scale = scale;
    this.#freedom = degreesOfFreedom;
    this.#constant = logPeakDensity(degreesOfFreedom);
    this.#line = line;
  }

  get peak(): number {
    return this.#line.placeOf(this.#location);
  }

  logDensities(out: Float64Array): void {
    const { count, anchor, dx, jacobian } = this.#line.points;
    const far = anchor - this.#location;
    const rest = sumError(anchor, -this.#location) - this.#locationRest;
    const freedom = this.#freedom;
    for (let i = 0; i < count; i++) {
      const z = (far + (dx[i] + rest)) / this.#scale;
      this.#scores[i] = z;
      const size = Math.abs(z);
      // z² overflows before the logarithm does.
      const growth = size > 1e150 ? 2 * log(size) - log(freedom) : log1p((size * size) / freedom);
      const logDensity = this.#constant - 0.5 * (freedom + 1) * growth;
      this.#densities[i] = exp(logDensity);
      out[i] = logDensity + log(jacobian[i] / this.#scale);
    }
  }

  isLeft(index: number): boolean {
    return this.#scores[index] <= 0;
  }

  tailRatio(index: number): number {
    return (this.#tailOverStandardDensity(index) * this.#scale) / this.#line.points.jacobian[index];
  }

  slope(index: number): number {
    const z = this.#scores[index];
    const distance = hypot(Math.sqrt(this.#freedom), z);
    return (-(this.#freedom + 1) * (z / distance) * (this.#line.points.jacobian[index] / this.#scale)) / distance;
  }

  /**
   * The density is singular at m ± i·s·√ν: a panel goes part of the way there in x, so that it leaps over no sharp arm,
   * and where that is far, part of the way in y.
   */
  reach(index: number): number {
    const distance = this.#scale * hypot(Math.sqrt(this.#freedom), this.#scores[index]);
    const length = this.#line.lengthOf(distance * Math.min(0.6, 3.6 / Math.sqrt(this.#freedom + 4)), index);
    return Math.min(length, Math.max(1.5, 0.5 * length));
  }

  shortfall(index: number): number {
    return this.#expectedBelow(index, this.#scores[index]);
  }

  excess(index: number): number {
    return this.#expectedBelow(index, -this.#scores[index]);
  }

  /** s·((ν + z²)/(ν − 1)·f(z) + z·F(z)) for ν > 1, with f and F standardised. */
  #expectedBelow(index: number, z: number): number {
    const freedom = this.#freedom;
    const small =
      this.#densities[index] * ((freedom + z * z) / (freedom - 1) - Math.abs(z) * this.#tailOverStandardDensity(index));
    return this.#scale * (z <= 0 ? small : z + small);
  }

  /**
   * P(Z > |z|)/f(z). With w = ν/(ν + z²) the tail is ½·I_w(ν/2, ½), and the prefix of that, w^(ν/2)·(1 − w)^(1/2)/B, is
   * |z|·f(z).
   */
  #tailOverStandardDensity(index: number): number {
    const size = Math.abs(this.#scores[index]);
    const freedom = this.#freedom;
    // So far out the tail is a power, and z² overflows.
    if (size > 1e150) return size / freedom;
    const odds = (size * size) / freedom;
    const w = 1 / (1 + odds);
    const below = (w * (size * size - 1)) / 2;
    if (w * (freedom + 5) <= freedom + 2) return (size / 2) * tailRatio(freedom / 2, 0.5, w, odds * w, below);
    return 0.5 / this.#densities[index] - (size / 2) * tailRatio(0.5, freedom / 2, odds * w, w, -below);
  }
}

/** ln of the standard density at 0, Γ((ν + 1)/2)/(√(νπ)·Γ(ν/2)), with h = ν/2: h·ln(1 + 1/(2h)) − ½ + s(h + ½) − s(h) − ½·ln 2π. */
function logPeakDensity(freedom: number): number {
  const half = freedom / 2;
  const remainders = stirlingRemainder(half + 0.5) - stirlingRemainder(half);
  return half * log1p(1 / freedom) - 0.5 + remainders - HALF_LOG_TWO_PI;
}
