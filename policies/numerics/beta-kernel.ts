import { log1pmx } from "./log1pmx.ts";
import { stirlingRemainder } from "./stirling.ts";

/** Parameters of a Beta distribution. */
export interface BetaParameters {
  alpha: number;
  beta: number;
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * A Beta(a, b) distribution in the variable y = ln(x/(1 − x)), in which its density is log-concave and free of
 * singularities for all a, b > 0:
 *
 *   ln f(y) = a·ln x + b·ln(1 − x) − ln B(a, b)
 *
 * Good to about 10⁻¹³ relative for parameters up to 10⁴; the rounding of (a + b)·x costs accuracy in proportion to
 * √(a + b) beyond.
 */
export class BetaKernel {
  readonly a: number;
  readonly b: number;
  readonly #sum: number;
  readonly #logPeak: number;

  constructor(a: number, b: number) {
    this.a = a;
    this.b = b;
    this.#sum = a + b;
    this.#logPeak =
      0.5 * (Math.log(a) + Math.log(b) - Math.log(a + b)) -
      HALF_LOG_TWO_PI +
      stirlingRemainder(a + b) -
      stirlingRemainder(a) -
      stirlingRemainder(b);
  }

  /** ln f(y): a sum of two terms ≤ 0, free of cancellation, and a constant. */
  logDensity(point: LogisticPoint): number {
    const excess = this.#excess(point);
    const successes = logDeparture(excess / this.a, point.logX, this.a, this.#sum);
    const failures = logDeparture(-excess / this.b, point.logComplement, this.b, this.#sum);
    return this.a * successes + this.b * failures + this.#logPeak;
  }

  /** ln F(y) given ln f(y): by the continued fraction for F/f left of the mean, as 1 − (1 − F) right of it. */
  logCdf(point: LogisticPoint, logDensity: number): number {
    const { x, complement } = point;
    const excess = this.#excess(point);
    if (x * (this.#sum + 2) <= this.a + 1) {
      return logDensity + Math.log(cdfOverDensity(this.a, this.b, x, complement, -excess));
    }
    const survival = Math.exp(logDensity) * cdfOverDensity(this.b, this.a, complement, x, excess);
    return Math.log1p(-survival);
  }

  /** Where the density has fallen by exp(−drop) from its peak at the mean, left (−1) or right (1) of it. */
  reach(side: -1 | 1, drop: number): number {
    const mean = this.mode;
    const falls = (y: number) => this.#logPeak - this.logDensity(logistic(y)) >= drop;
    let width = 1;
    while (!falls(mean + side * width)) width *= 2;
    let [inner, outer] = [0, width];
    for (let step = 0; step < 12; step++) {
      const middle = (inner + outer) / 2;
      if (falls(mean + side * middle)) outer = middle;
      else inner = middle;
    }
    return mean + side * outer;
  }

  /** Where the density peaks: at the mean. */
  get mode(): number {
    return Math.log(this.a) - Math.log(this.b);
  }

  /** (ln f)′ = a·(1 − x) − b·x. */
  slope(point: LogisticPoint): number {
    return -this.#excess(point);
  }

  /** √((a + b)·x·(1 − x)), the reciprocal of the width of the density near y. */
  sharpness({ x, complement }: LogisticPoint): number {
    return Math.sqrt(this.#sum * x * complement);
  }

  /** (a + b)·x − a, formed from the smaller of x and 1 − x. */
  #excess({ x, complement }: LogisticPoint): number {
    return x <= complement ? this.#sum * x - this.a : this.b - this.#sum * complement;
  }
}

/** A place on the line y = ln(x/(1 − x)): x and 1 − x to full relative accuracy, and their logarithms past underflow. */
export interface LogisticPoint {
  x: number;
  complement: number;
  logX: number;
  logComplement: number;
}

export function logistic(y: number): LogisticPoint {
  const small = Math.exp(-Math.abs(y));
  const scale = 1 / (1 + small);
  const logScale = -Math.log1p(small);
  return y < 0
    ? { x: small * scale, complement: scale, logX: y + logScale, logComplement: logScale }
    : { x: scale, complement: small * scale, logX: logScale, logComplement: logScale - y };
}

/** ln(1 + r) − r with 1 + r = sum·x/shape: near r = −1 from the logarithm of x, which does not underflow. */
function logDeparture(r: number, logX: number, shape: number, sum: number): number {
  return r < -0.5 ? logX + Math.log(sum / shape) - r : log1pmx(r);
}

/**
 * The ratio of the Beta cdf to its density in y, F/f = B_x(a, b)/(x^a (1 − x)^b), for x at or left of the mean.
 *
 * Continued fraction of Didonato & Morris (1992), "Algorithm 708", routine BFRAC; about ½·√min(a, b) terms at the mean.
 *
 * @param lambda a − (a + b)·x
 */
function cdfOverDensity(a: number, b: number, x: number, complement: number, lambda: number): number {
  const c = 1 + lambda;
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let [p, s, an, bn, anext, bnext] = [1, a + 1, 0, 1, 1, c / c1];
  let ratio = c1 / c;
  for (let n = 1; n <= 100_000; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    let e = a / s;
    const alpha = p * (p + c0) * e * e * (w * x);
    e = (1 + t) / (c1 + t + t);
    const beta = n + w / s + e * (c + n * (1 + complement));
    p = 1 + t;
    s += 2;
    [an, anext] = [anext, alpha * an + beta * anext];
    [bn, bnext] = [bnext, alpha * bn + beta * bnext];
    const previous = ratio;
    ratio = anext / bnext;
    if (Math.abs(ratio - previous) <= 1e-16 * ratio) break;
    an /= bnext;
    bn /= bnext;
    anext = ratio;
    bnext = 1;
  }
  return ratio;
}
