import { exp, log } from "../../numerics/elementary.ts";
import { productError } from "../../numerics/two-product.ts";
import { bend, logDrop, logPeakDensity, reachToBend } from "./beta-density.ts";
import type { BetaLine, BetaPoints } from "./beta-line.ts";
import { isLeft, tailRatio } from "./beta-tail-ratio.ts";
import { type Kernel, MOST_POINTS, scaledShortfall } from "./kernel.ts";

/**
 * Beta(a, b) in the log odds y, where its density is log-concave for all a, b > 0:
 *
 *   ln f(y) = a·ln x + b·ln(1 − x) − ln B(a, b)
 *
 * as two terms ≤ 0 and a constant, each free of cancellation: with e = (a + b)·x − a and L(r) = ln(1 + r) − r,
 * ln f = a·L(e/a) + b·L(−e/b) + constant. e is formed exactly at the anchor, so that nearby points of sharp densities keep
 * their digits. Tails over densities come from a continued fraction or, for large parameters, from `millsRatio`.
 * Relative error about 10⁻¹⁵·(1 + |ln f|) for parameters of 10⁻²…10⁹; a tail that is formed as 1 − (1 − F) loses 1/F.
 */
export class BetaKernel implements Kernel {
  readonly #a: number;
  readonly #b: number;
  readonly #sum: number;
  readonly #constant: number;
  /** ln(max(a, 1)/max(b, 1)). */
  readonly #bend: number;
  readonly #points: BetaPoints;
  /** (a + b)·x − a at every point. */
  readonly #departures = new Float64Array(MOST_POINTS);

  constructor(alpha: number, beta: number, { points }: BetaLine) {
    this.#a = alpha;
    this.#b = beta;
    this.#sum = alpha + beta;
    this.#constant = logPeakDensity(alpha, beta);
    this.#bend = bend(alpha, beta);
    this.#points = points;
  }

  get peak(): number {
    return log(this.#a) - log(this.#b);
  }

  logDensities(out: Float64Array): void {
    const { count, x, complement, logX, logComplement, dx } = this.#points;
    const a = this.#a;
    const b = this.#b;
    const sum = this.#sum;
    const atAnchor = this.#departureAtAnchor();
    const far = Math.abs(atAnchor);
    for (let i = 0; i < count; i++) {
      const near = x[i] <= complement[i] ? sum * x[i] : sum * complement[i];
      const departure =
        far <= near ? atAnchor + sum * dx[i] : x[i] <= complement[i] ? sum * x[i] - a : b - sum * complement[i];
      this.#departures[i] = departure;
      out[i] = logDrop(a, b, logX[i], logComplement[i], departure) + this.#constant;
    }
  }

  isLeft(index: number): boolean {
    return isLeft(this.#a, this.#b, this.#points.x[index], this.#departures[index]);
  }

  tailRatio(index: number): number {
    const { x, complement } = this.#points;
    const departure = this.#departures[index];
    return this.isLeft(index)
      ? tailRatio(this.#a, this.#b, x[index], complement[index], -departure)
      : tailRatio(this.#b, this.#a, complement[index], x[index], departure);
  }

  slope(index: number): number {
    return -this.#departures[index];
  }

  /** The density is singular at ±iπ; left of where it bends it is nearly exponential, and a panel must resolve the bend. */
  reach(index: number): number {
    const { jacobian, logX, logComplement } = this.#points;
    const ahead = this.#bend - (logX[index] - logComplement[index]);
    return Math.min(3.6 / Math.sqrt(this.#sum * jacobian[index]), reachToBend(ahead, -ahead));
  }

  shortfall(index: number, logDensity: number): number {
    const x = this.#points.x[index];
    if (isFarLeft(this.#a, this.#b, x)) return (exp(logDensity) * farShortfall(this.#a, this.#b, x)) / this.#sum;
    const isLeft = this.isLeft(index);
    return scaledShortfall(isLeft, this.#departures[index], this.tailRatio(index), logDensity) / this.#sum;
  }

  excess(index: number, logDensity: number): number {
    const complement = this.#points.complement[index];
    if (isFarLeft(this.#b, this.#a, complement)) {
      return (exp(logDensity) * farShortfall(this.#b, this.#a, complement)) / this.#sum;
    }
    const isLeft = this.isLeft(index);
    return scaledShortfall(!isLeft, -this.#departures[index], this.tailRatio(index), logDensity) / this.#sum;
  }

  /** b·X − a·(1 − X), with the rounding errors of its products corrected. */
  #departureAtAnchor(): number {
    const { anchorX, anchorXRest, anchorComplement, anchorComplementRest } = this.#points;
    const a = this.#a;
    const b = this.#b;
    const rest =
      productError(b, anchorX) - productError(a, anchorComplement) + (b * anchorXRest - a * anchorComplementRest);
    return b * anchorX - a * anchorComplement + rest;
  }
}

/** Whether x is so far left of the mean that the two terms of `scaledShortfall` would nearly cancel. */
function isFarLeft(a: number, b: number, x: number): boolean {
  return x <= 0.25 && 4 * (a + b) * x <= a + 1;
}

/**
 * (a + b)·E[(x − θ)⁺]/f far left of the mean, by a series of positive terms:
 *
 *   1 + ((a + b)·x − a)·F/f = x/a·Σ t_n·(a + b·(n + 1))/(a + 1 + n),   t_0 = 1,  t_(n+1) = t_n·x·(a + b + n)/(a + 1 + n)
 *
 * from F/f = Σ t_n/a, the hypergeometric series of the incomplete beta function.
 */
function farShortfall(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 0; term > 1e-17 * sum; n++) {
    sum += term * ((a + b * (n + 1)) / (a + 1 + n));
    term *= (x * (a + b + n)) / (a + 1 + n);
  }
  return (x / a) * sum;
}
