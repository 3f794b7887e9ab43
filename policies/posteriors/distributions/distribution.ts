import { exp, log, log1p } from "../../numerics/elementary.ts";
import type { Anchor, Kernel, Line } from "../kernels/kernel.ts";

const ORIGIN = new Float64Array(1);
const MOST_STEPS = 200;

/**
 * One distribution in logarithms, so that tails keep their digits far below 10⁻³⁰⁸: density, distribution and survival
 * function, and quantiles from either tail. Made by `betaDistribution` and its like; the accuracy is that of the kernel,
 * about 10⁻¹⁵·(1 + |logarithm|), or 10⁻¹² where a tail is formed as the complement of one that is nearly 1.
 */
export class Distribution {
  readonly #line: Line;
  readonly #kernel: Kernel;
  readonly #support: readonly [number, number];
  readonly #logDensity = new Float64Array(1);

  constructor(line: Line, kernel: Kernel, support: readonly [number, number]) {
    this.#line = line;
    this.#kernel = kernel;
    this.#support = support;
  }

  /** ln f(x), with respect to x. −∞ outside of the support; NaN at its ends, where the limit depends on the parameters. */
  logDensity(x: number): number {
    const [least, most] = this.#support;
    if (x < least || x > most) return -Infinity;
    if (x === least || x === most) return Number.isFinite(x) ? NaN : -Infinity;
    return this.#at(this.#line.anchorOfValue(x)) - log(this.#line.points.jacobian[0]);
  }

  /** ln P(X ≤ x). */
  logCdf(x: number): number {
    const [least, most] = this.#support;
    if (x <= least) return -Infinity;
    return x >= most ? 0 : this.#logTail(this.#line.anchorOfValue(x), true);
  }

  /** ln P(X > x). */
  logSurvival(x: number): number {
    const [least, most] = this.#support;
    if (x >= most) return -Infinity;
    return x <= least ? 0 : this.#logTail(this.#line.anchorOfValue(x), false);
  }

  /**
   * The x with P(X ≤ x) = p. Relative error in x (for Beta, in the smaller of x and 1 − x) up to 10⁻¹², or to 10⁻¹³ of what
   * moves the logarithm of the tail by 1, where that is more. Ten evaluations or so.
   *
   * @throws RangeError on p outside [0, 1]
   */
  quantile(p: number): number {
    check(p);
    return p <= 0.5 ? this.#solve(p, true) : this.#solve(1 - p, false);
  }

  /** The x with P(X > x) = q, which may be as small as doubles are; else as `quantile`. */
  upperQuantile(q: number): number {
    check(q);
    return q <= 0.5 ? this.#solve(q, false) : this.#solve(1 - q, true);
  }

  /**
   * Newton's method in y on ln(−ln tail), which is nearly straight: tails fall like exp(−y), exp(−y²) or exp(−exp y), and
   * near 1 like 1 − exp(−y). A step out of the bracket that the signs have left is replaced by halving it.
   */
  #solve(p: number, isLower: boolean): number {
    if (p === 0) return this.#support[isLower ? 0 : 1];
    const target = log(p);
    const { extent } = this.#line;
    let anchor = this.#line.anchorAt(this.#kernel.peak);
    let [least, most] = [-extent, extent];
    for (let step = 0; step < MOST_STEPS; step++) {
      const logTail = this.#logTail(anchor, isLower);
      const missing = target - logTail;
      if (missing > 0 === isLower) least = anchor.y;
      else most = anchor.y;
      // (ln F)′ = f/F.
      const slope = exp(this.#logDensity[0] - logTail) * (isLower ? 1 : -1);
      const next = anchor.y + (logTail * log1p(missing / logTail)) / slope;
      const place = next >= most ? (anchor.y + most) / 2 : next <= least ? (anchor.y + least) / 2 : next;
      // Where the density is sharp, doubles are coarser than the tolerance.
      const isSame = place === anchor.y;
      anchor = this.#line.anchorAt(place);
      if (isSame || Math.abs(missing) <= 2 ** -50 * (1 + Math.abs(target))) break;
    }
    return this.#line.valueOf(anchor);
  }

  #logTail(anchor: Anchor, isLower: boolean): number {
    const logDensity = this.#at(anchor);
    const ratio = this.#kernel.tailRatio(0);
    if (this.#kernel.isLeft(0) === isLower) return logDensity + log(ratio);
    return log1p(-Math.min(1, exp(logDensity) * ratio));
  }

  #at(anchor: Anchor): number {
    this.#line.place(anchor, ORIGIN, 1);
    this.#kernel.logDensities(this.#logDensity);
    return this.#logDensity[0];
  }
}

function check(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability must be in [0, 1], got ${p}`);
}
