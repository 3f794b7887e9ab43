import { exp, expm1, log, log1p, pow } from "../../numerics/elementary.ts";
import { log1pmx } from "../../numerics/log1pmx.ts";
import { millsRatio } from "../../numerics/mills.ts";
import { stirlingRemainder } from "../../numerics/stirling.ts";
import { productError, sumError } from "../../numerics/two-product.ts";
import { type Anchor, type Kernel, type Line, MOST_POINTS, type Points, scaledShortfall } from "./kernel.ts";

const HALF_LOG_TWO_PI = 0.5 * log(2 * Math.PI);

/** From this size of both parameters on the tail is integrated; below, its continued fraction is as short. */
const LARGE = 3000;

/** Smaller numbers may lack digits; there the logarithm is all that counts. */
const TINY = 1e-290;

interface BetaPoints extends Points {
  /** x and 1 − x to full relative accuracy. */
  readonly x: Float64Array;
  readonly complement: Float64Array;
  /** Their logarithms, past underflow. */
  readonly logX: Float64Array;
  readonly logComplement: Float64Array;
  /** x − X of the anchor X. */
  readonly dx: Float64Array;
  /** X and 1 − X, each as the sum of two doubles. */
  anchorX: number;
  anchorXRest: number;
  anchorComplement: number;
  anchorComplementRest: number;
}

/** The line of the log odds, y = ln(x/(1 − x)). An anchor is x where x ≤ ½, and 1 − x beyond. */
export class BetaLine implements Line<BetaPoints> {
  readonly extent = Infinity;
  readonly points: BetaPoints = {
    count: 0,
    jacobian: new Float64Array(MOST_POINTS),
    x: new Float64Array(MOST_POINTS),
    complement: new Float64Array(MOST_POINTS),
    logX: new Float64Array(MOST_POINTS),
    logComplement: new Float64Array(MOST_POINTS),
    dx: new Float64Array(MOST_POINTS),
    anchorX: 0.5,
    anchorXRest: 0,
    anchorComplement: 0.5,
    anchorComplementRest: 0,
  };

  anchorAt(y: number): Anchor {
    const small = exp(-Math.abs(y));
    return { y, value: small / (1 + small) };
  }

  anchorOfValue(value: number): Anchor {
    // 1 − x is exact for x ≥ ½.
    return { y: log(value) - log1p(-value), value: value <= 0.5 ? value : 1 - value };
  }

  valueOf({ y, value }: Anchor): number {
    return y <= 0 ? value : 1 - value;
  }

  place({ y, value }: Anchor, offsets: Float64Array, count: number): void {
    const { points } = this;
    const other = 1 - value;
    const isLeft = y <= 0;
    points.count = count;
    points.anchorX = isLeft ? value : other;
    points.anchorComplement = isLeft ? other : value;
    points.anchorXRest = isLeft ? 0 : sumError(1, -value);
    points.anchorComplementRest = isLeft ? sumError(1, -value) : 0;
    for (let i = 0; i < count; i++) {
      const place = y + offsets[i];
      // From the anchor's side: the smaller of X and 1 − X grows by this factor, before both are scaled to one.
      const logGrowth = isLeft ? offsets[i] : -offsets[i];
      const growth = value > TINY ? value * exp(logGrowth) : exp(isLeft ? place : -place);
      const scale = other + growth;
      const near = growth === Infinity ? 1 : growth / scale;
      const far = other / scale;
      const change = value > TINY ? (value * other * expm1(logGrowth)) / scale : near;
      const logNear = near > 0.5 ? log1p(-far) : near > TINY ? log(near) : -Math.abs(place);
      const logFar = far > 0.5 ? log1p(-near) : far > TINY ? log(far) : -Math.abs(place);
      points.x[i] = isLeft ? near : far;
      points.complement[i] = isLeft ? far : near;
      points.logX[i] = isLeft ? logNear : logFar;
      points.logComplement[i] = isLeft ? logFar : logNear;
      points.dx[i] = isLeft ? change : -change;
      points.jacobian[i] = near * far;
    }
  }

  anchorOf(index: number) {
    const { points } = this;
    const [x, complement] = [points.x[index], points.complement[index]];
    const isLeft = x <= complement;
    const y = points.logX[index] - points.logComplement[index];
    const rest = isLeft
      ? points.anchorX - x + (points.anchorXRest + points.dx[index])
      : complement - points.anchorComplement + (points.dx[index] - points.anchorComplementRest);
    const width = x * complement;
    return {
      anchor: isLeft ? { y: Math.min(y, 0), value: x } : { y: Math.max(y, Number.MIN_VALUE), value: complement },
      // From far away the rest is lost in rounding, and matters as little: nothing is sharp on the way.
      offset: Math.abs(points.dx[index]) <= Math.min(x, complement) && width > TINY ? rest / width : 0,
    };
  }
}

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

  /** The density is singular at ±iπ; left of where it bends it is nearly exponential, and a panel must see the bend coming. */
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

  /** b·X − a·(1 − X) with all rounding errors of its products made good. */
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

/** Where a density turns from one exponential in y to the other, ln(max(a, 1)/max(b, 1)). */
export function bend(alpha: number, beta: number): number {
  return log(Math.max(alpha, 1)) - log(Math.max(beta, 1));
}

/**
 * How long a panel may be for the bends of some densities and their singularities at ±iπ.
 *
 * @param ahead, behind ways to the first bend and from the last one; both negative between them
 */
export function reachToBend(ahead: number, behind: number): number {
  if (ahead > 0) return Math.max(2.5, 0.5 * ahead);
  return 2.5 * Math.sqrt(1 + pow(Math.max(0, behind) / Math.PI, 2));
}

/**
 * ln f at a point less ln f at the mean, in y.
 *
 * @param departure (a + b)·x − a
 */
export function logDrop(a: number, b: number, logX: number, logComplement: number, departure: number): number {
  const up = departure / a;
  const down = -departure / b;
  const successes = up < -0.5 ? logX + log((a + b) / a) - up : log1pmx(up);
  const failures = down < -0.5 ? logComplement + log((a + b) / b) - down : log1pmx(down);
  return a * successes + b * failures;
}

/** ln of the density in y at the mean, ½·ln(ab/(a + b)) − ½·ln 2π + s(a + b) − s(a) − s(b). */
export function logPeakDensity(a: number, b: number): number {
  const remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b);
  return 0.5 * (log(a) + log(b) - log(a + b)) - HALF_LOG_TWO_PI + remainders;
}

/** Whether the continued fraction or Mills' ratio is to be that of the lower tail. */
function isLeft(a: number, b: number, x: number, departure: number): boolean {
  if (a >= LARGE && b >= LARGE) return departure <= 0;
  return x * (a + b + 2) <= a + 1;
}

/**
 * ln P(θ > x), given ln f in y; the lower tail is taken from 1.
 *
 * @param departure (a + b)·x − a
 */
export function logSurvival(
  a: number,
  b: number,
  x: number,
  complement: number,
  departure: number,
  logDensity: number,
): number {
  if (!isLeft(a, b, x, departure)) return logDensity + log(tailRatio(b, a, complement, x, departure));
  return log1p(-Math.min(1, exp(logDensity) * tailRatio(a, b, x, complement, -departure)));
}

const coefficients = new Float64Array(10);

/**
 * F/f in y for x at or left of the mean.
 *
 * @param below a − (a + b)·x
 */
export function tailRatio(a: number, b: number, x: number, complement: number, below: number): number {
  if (a < LARGE || b < LARGE) return continuedFraction(a, b, x, complement, below);
  bernoulliCumulants(x, complement, a + b);
  return millsRatio(below, coefficients);
}

/**
 * n·κ_m·(−1)^m/m! for m = 2…11, κ_m the cumulants of one Bernoulli(x) trial: the expansion of
 * n·(ln(1 − x + x·e^(−t)) + x·t) with its sign turned.
 */
function bernoulliCumulants(x: number, complement: number, n: number): void {
  const v = x * complement;
  const skew = complement - x;
  const scale = n * v;
  coefficients[0] = scale / 2;
  coefficients[1] = (-scale * skew) / 6;
  coefficients[2] = (scale * (1 - 6 * v)) / 24;
  coefficients[3] = (-scale * skew * (1 - 12 * v)) / 120;
  coefficients[4] = (scale * (1 - v * (30 - v * 120))) / 720;
  coefficients[5] = (-scale * skew * (1 - v * (60 - v * 360))) / 5040;
  coefficients[6] = (scale * (1 - v * (126 - v * (1680 - v * 5040)))) / 40_320;
  coefficients[7] = (-scale * skew * (1 - v * (252 - v * (5040 - v * 20_160)))) / 362_880;
  coefficients[8] = (scale * (1 - v * (510 - v * (17_640 - v * (151_200 - v * 362_880))))) / 3_628_800;
  coefficients[9] = (-scale * skew * (1 - v * (1020 - v * (52_920 - v * (604_800 - v * 1_814_400))))) / 39_916_800;
}

/**
 * Continued fraction of Didonato & Morris (1992), "Algorithm 708", routine BFRAC, for B_x(a, b)/(x^a·(1 − x)^b): about
 * ½·√min(a, b) terms at the mean.
 *
 * @param below a − (a + b)·x
 */
function continuedFraction(a: number, b: number, x: number, complement: number, below: number): number {
  const c = 1 + below;
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let p = 1;
  let s = a + 1;
  let previousNumerator = 0;
  let previousDenominator = 1;
  let numerator = 1;
  let denominator = c / c1;
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
    const nextNumerator = alpha * previousNumerator + beta * numerator;
    const nextDenominator = alpha * previousDenominator + beta * denominator;
    const next = nextNumerator / nextDenominator;
    const change = Math.abs(next - ratio);
    previousNumerator = numerator / nextDenominator;
    previousDenominator = denominator / nextDenominator;
    numerator = next;
    denominator = 1;
    ratio = next;
    if (change <= 1e-16 * next) break;
  }
  return ratio;
}
