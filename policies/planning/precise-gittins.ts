import { DoubleDouble, doubleDoubleOf } from "../numerics/double-double.ts";
import { log } from "../numerics/elementary.ts";
import { Rational } from "../numerics/rational.ts";

/** Later rewards are worth less than this. */
const IGNORED = 1e-27;
/** The most pulls to look ahead, enough for discounts up to 0.94: some 0.3 s. */
const MOST_DEPTH = 1010;
/** A bound on the relative rounding error of an index. */
const ROUNDING = 2 ** -84;
const MOST_STEPS = 6;

/** A number as the sum of two doubles. */
export type Parts = [high: number, low: number];

/**
 * A Gittins index to some 25 digits: the recursion of `GittinsBracket` in double-doubles.
 *
 * @param alpha, beta of the Beta posterior, and the discount γ, read as the decimals that were written
 * @param start a number just below the index
 * @returns bounds; undefined if γ is too close to 1 to look ahead
 */
export function preciseGittinsIndex(
  alpha: Rational,
  beta: Rational,
  discount: Rational,
  start: number,
): { lower: Parts; upper: Parts } | undefined {
  const depth = depthOf(discount.toNumber());
  if (depth > MOST_DEPTH) return undefined;
  const recursion = new Recursion(alpha, beta, discount, depth);
  return { lower: recursion.root(start, false), upper: recursion.root(start, true) };
}

/** Pulls to look ahead. */
function depthOf(discount: number): number {
  return Math.ceil(log(IGNORED) / log(discount));
}

/** Approximate time of an index: 0 if γ is too close to 1 to look ahead. */
export function preciseGittinsNanoseconds(discount: number): number {
  const depth = depthOf(discount);
  return depth > MOST_DEPTH ? 0 : 350 * depth * depth;
}

/** The sign of a − b. */
export function compareParts(a: Parts, b: Parts): number {
  return Math.sign(new DoubleDouble().set(...a).add(-b[0], -b[1]).high);
}

class Recursion {
  readonly #alpha: Parts;
  readonly #beta: Parts;
  readonly #discount: Parts;
  readonly #rest: Parts;
  readonly #depth: number;
  /** α + β + n and its inverse, by pulls n. */
  readonly #totals: Parts[];
  readonly #inverses: Parts[];
  readonly #highs: Float64Array;
  readonly #lows: Float64Array;
  readonly #slopes: Float64Array;
  readonly #value = new DoubleDouble();
  readonly #part = new DoubleDouble();
  readonly #mean = new DoubleDouble();
  readonly #lambda = new DoubleDouble();

  constructor(alpha: Rational, beta: Rational, discount: Rational, depth: number) {
    this.#alpha = doubleDoubleOf(alpha);
    this.#beta = doubleDoubleOf(beta);
    this.#discount = doubleDoubleOf(discount);
    this.#rest = doubleDoubleOf(Rational.one.minus(discount));
    this.#depth = depth;
    const totals = Array.from({ length: depth + 1 }, (_, n) => alpha.plus(beta).plus(Rational.of(n)));
    this.#totals = totals.map((total) => doubleDoubleOf(total));
    this.#inverses = totals.map((total) => doubleDoubleOf(Rational.one.over(total)));
    this.#highs = new Float64Array(depth + 2);
    this.#lows = new Float64Array(depth + 2);
    this.#slopes = new Float64Array(depth + 2);
  }

  /** The λ at which pulling on is worth 0, by Newton's iteration: rounded down, or up if the arm's mean is revealed. */
  root(start: number, isTold: boolean): Parts {
    const lambda = this.#lambda.set(start, 0);
    let change = 1;
    for (let step = 0; step < MOST_STEPS && Math.abs(change) > 1e-30; step++) {
      const slope = this.#evaluate(isTold);
      // Slopes are doubles, so a step leaves about 10⁻¹³ of the distance.
      change = -this.#value.high / slope;
      lambda.add(change, -this.#value.low / slope);
    }
    const margin = ROUNDING * lambda.high + Math.abs(change);
    lambda.add(isTold ? margin : -margin, 0);
    return [lambda.high, lambda.low];
  }

  /** Puts the worth of pulling on into the value; returns its derivative in λ. */
  #evaluate(isTold: boolean): number {
    let end = this.#lookAhead(isTold);
    for (let pulls = this.#depth - 1; pulls > 0 && end > 0; pulls--)
      end = this.#stepBack(pulls, Math.min(end, pulls + 1));
    return this.#pullOn(0, 0);
  }

  #lookAhead(isTold: boolean): number {
    const { high: lambda, low } = this.#lambda;
    const depth = this.#depth;
    const variance = 1 / (4 * (this.#totals[depth][0] + 1));
    for (let failures = 0; failures <= depth; failures++) {
      const mean = this.#mean
        .set(...this.#alpha)
        .add(depth - failures, 0)
        .multiply(...this.#inverses[depth]);
      const gain = mean.add(-lambda, -low);
      if (isTold) {
        const root = Math.sqrt(variance + gain.high * gain.high);
        const worth = gain.high > 0 ? (root + gain.high) / 2 : variance / (2 * (root - gain.high));
        // An upper bound may be rounded up.
        this.#put(failures, worth * (1 + 1e-14), 0, -worth / root);
      } else {
        if (gain.high <= 0) {
          this.#put(failures, 0, 0, 0);
          return failures;
        }
        this.#put(failures, gain.high, gain.low, -1);
      }
    }
    return depth + 1;
  }

  #stepBack(pulls: number, end: number): number {
    for (let failures = 0; failures < end; failures++) {
      const slope = this.#pullOn(pulls, failures);
      const { high, low } = this.#value;
      if (high <= 0) {
        this.#put(failures, 0, 0, 0);
        return failures;
      }
      this.#put(failures, high, low, slope);
    }
    return end;
  }

  #put(failures: number, high: number, low: number, slope: number): void {
    this.#highs[failures] = high;
    this.#lows[failures] = low;
    this.#slopes[failures] = slope;
  }

  /**
   * ((1 − γ)·(a − λ·(a + b)) + γ·(a·U(a + 1, b) + b·U(a, b + 1)))/(a + b) into the value; returns its derivative.
   */
  #pullOn(pulls: number, failures: number): number {
    const [value, part, mean] = [this.#value, this.#part, this.#mean];
    const [highs, lows, slopes] = [this.#highs, this.#lows, this.#slopes];
    const inverse = this.#inverses[pulls];
    mean
      .set(this.#alpha[0], this.#alpha[1])
      .add(pulls - failures, 0)
      .multiply(inverse[0], inverse[1]);
    const complement = part.set(this.#beta[0], this.#beta[1]).add(failures, 0).multiply(inverse[0], inverse[1]);
    const slope = mean.high * slopes[failures] + complement.high * slopes[failures + 1];
    value.set(complement.high, complement.low).multiply(highs[failures + 1], lows[failures + 1]);
    part.set(mean.high, mean.low).multiply(highs[failures], lows[failures]);
    value.add(part.high, part.low).multiply(this.#discount[0], this.#discount[1]);
    mean.add(-this.#lambda.high, -this.#lambda.low).multiply(this.#rest[0], this.#rest[1]);
    value.add(mean.high, mean.low);
    return this.#discount[0] * slope - this.#rest[0];
  }
}
