import { exp, log } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { log1pmx } from "../../numerics/log1pmx.ts";
import { millsRatio } from "../../numerics/mills.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";
import { productError } from "../../numerics/two-product.ts";
import type { GammaLine, GammaPoints } from "./gamma-line.ts";
import { type Kernel, MOST_POINTS, scaledShortfall } from "./kernel.ts";

/** From this shape on, the tails are integrated; below, series and continued fraction are as short. */
const LARGE = 3000;

/**
 * Gamma(k, λ) in y = ln x, where its density is log-concave for all k > 0:
 *
 *   ln f(y) = k·ln(λx) − λx − ln Γ(k) = k·L(e/k) + constant,   e = λx − k, L(r) = ln(1 + r) − r.
 *
 * e is formed exactly at the anchor. Tails over densities by the power series left of k + 1, Legendre's continued fraction
 * right of it, and `millsRatio` for large shapes. Relative error about 10⁻¹⁵·(1 + |ln f|).
 */
export class GammaKernel implements Kernel {
  readonly #shape: number;
  readonly #rate: number;
  readonly #constant: number;
  /** ln(max(k, 1)/λ). */
  readonly #bend: number;
  readonly #points: GammaPoints;
  /** λ·x − k at every point. */
  readonly #departures = new Float64Array(MOST_POINTS);

  constructor(shape: number, rate: number, { points }: GammaLine) {
    this.#shape = shape;
    this.#rate = rate;
    this.#constant = 0.5 * log(shape) - HALF_LOG_TWO_PI - stirlingRemainder(shape);
    this.#bend = log(Math.max(shape, 1)) - log(rate);
    this.#points = points;
  }

  get peak(): number {
    return log(this.#shape) - log(this.#rate);
  }

  logDensities(out: Float64Array): void {
    const { count, x, logX, dx, anchor } = this.#points;
    const shape = this.#shape;
    const rate = this.#rate;
    const atAnchor = rate * anchor - shape + productError(rate, anchor);
    const far = Math.abs(atAnchor);
    for (let i = 0; i < count; i++) {
      const departure = far <= rate * x[i] ? atAnchor + rate * dx[i] : rate * x[i] - shape;
      this.#departures[i] = departure;
      const relative = departure / shape;
      const term = relative < -0.5 ? logX[i] + log(rate / shape) - relative : log1pmx(relative);
      out[i] = shape * term + this.#constant;
    }
  }

  isLeft(index: number): boolean {
    return this.#departures[index] <= (this.#shape >= LARGE ? 0 : 1);
  }

  tailRatio(index: number): number {
    const departure = this.#departures[index];
    const scaled = this.#rate * this.#points.x[index];
    return this.isLeft(index)
      ? lowerTailRatio(this.#shape, scaled, departure)
      : upperTailRatio(this.#shape, scaled, departure);
  }

  slope(index: number): number {
    return -this.#departures[index];
  }

  /** Left of where the density bends, at max(k, 1)/λ, it is nearly exponential in y; a panel must resolve the bend. */
  reach(index: number): number {
    const scaled = this.#rate * this.#points.x[index];
    const ahead = this.#bend - this.#points.logX[index];
    return Math.min(3.6 / Math.sqrt(scaled), ahead > 0 ? Math.max(2.5, 0.5 * ahead) : 2.5);
  }

  shortfall(index: number, logDensity: number): number {
    const scaled = this.#rate * this.#points.x[index];
    if (4 * scaled <= this.#shape + 1) return (exp(logDensity) * farShortfall(this.#shape, scaled)) / this.#rate;
    const isLeft = this.isLeft(index);
    return scaledShortfall(isLeft, this.#departures[index], this.tailRatio(index), logDensity) / this.#rate;
  }

  excess(index: number, logDensity: number): number {
    const isLeft = this.isLeft(index);
    return scaledShortfall(!isLeft, -this.#departures[index], this.tailRatio(index), logDensity) / this.#rate;
  }
}

/**
 * λ·E[(x − θ)⁺]/f far left of the mean, at u = λx, by a series of positive terms:
 *
 *   1 + (u − k)·F/f = u/k·Σ t_n·(n + 1)/(k + 1 + n),   t_0 = 1,  t_(n+1) = t_n·u/(k + 1 + n)
 *
 * from F/f = Σ t_n/k; the two terms on the left nearly cancel.
 */
function farShortfall(shape: number, u: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 0; term > 1e-17 * sum; n++) {
    sum += term * ((n + 1) / (shape + 1 + n));
    term *= u / (shape + 1 + n);
  }
  return (u / shape) * sum;
}

const coefficients = new Float64Array(10);

/** F/f in y at u = λx: γ(k, u)/(u^k·e^(−u)), by its series 1/k + u/(k(k + 1)) + … of positive terms. */
function lowerTailRatio(shape: number, scaled: number, departure: number): number {
  if (shape >= LARGE) {
    poissonCumulants(scaled, -1);
    return millsRatio(-departure, coefficients);
  }
  let term = 1 / shape;
  let sum = term;
  for (let k = shape + 1; term > 1e-17 * sum; k++) {
    term *= scaled / k;
    sum += term;
  }
  return sum;
}

/** (1 − F)/f in y: Γ(k, u)/(u^k·e^(−u)), by Legendre's continued fraction in Lentz's form. */
function upperTailRatio(shape: number, scaled: number, departure: number): number {
  if (shape >= LARGE) {
    poissonCumulants(scaled, 1);
    return millsRatio(departure, coefficients);
  }
  let b = departure + 1;
  let c = Infinity;
  let d = 1 / b;
  let ratio = d;
  for (let n = 1; n <= 100_000; n++) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    ratio *= factor;
    if (Math.abs(factor - 1) <= 1e-16) break;
  }
  return ratio;
}

/** u·(±1)^m/m! for m = 2…11: the expansion of u·(e^(±t) − 1 ∓ t). */
function poissonCumulants(scaled: number, sign: 1 | -1): void {
  let term = scaled / 2;
  for (let m = 0; m < coefficients.length; m++) {
    coefficients[m] = term;
    term *= sign / (m + 3);
  }
}
