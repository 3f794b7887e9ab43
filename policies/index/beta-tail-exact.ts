import { exp } from "../numerics/elementary.ts";
import {
  FRACTION_BITS,
  fixedExponential,
  fixedLogarithmOf,
  fixedMultiply,
  fixedRational,
} from "../numerics/fixed-point.ts";
import { fixedLogGamma } from "../numerics/fixed-log-gamma.ts";
import { Rational } from "../numerics/rational.ts";

const ONE = 1n << FRACTION_BITS;
/** Terms of a series, some 0.2 µs each. A series has up to about 27·√(larger shape) of them. */
const MOST_TERMS = 1_000_000;
/** The largest shape whose series is no longer than that. */
export const LARGEST_SHAPE = 1_200_000_000;
/** Newton's steps below 2⁻²⁵⁰ are rounding, and so are differences of tails below 2⁻²⁰⁰. */
const SETTLED = 1n << (FRACTION_BITS - 250n);
const UNTOLD = 1n << (FRACTION_BITS - 200n);
/** Beyond these log odds, 96 decimals hold too few digits of x or of 1 − x. */
const FARTHEST_LOG_ODDS = 60;

/** Shapes of a Beta distribution as they were written. */
export interface ExactShapes {
  alpha: Rational;
  beta: Rational;
}

/**
 * The sign of the difference of two Beta quantiles of the same upper tail, for quantiles that doubles cannot tell apart.
 * Newton's iteration finds the first quantile in 96 decimals; the tail of the second distribution there is compared with
 * the given one. 1 to 10 ms for shapes up to 10⁴, growing with their root: up to 0.7 s at 10⁹, see
 * `exactComparisonNanoseconds`.
 *
 * @param tail in (0, 1)
 * @param logOdds the approximate log odds of the quantiles
 * @returns undefined if the tails agree to 2⁻²⁰⁰, shapes are too large (above 1.2·10⁹), or x or 1 − x is below e⁻⁶⁰
 */
export function compareUpperQuantiles(
  one: ExactShapes,
  other: ExactShapes,
  tail: Rational,
  logOdds: number,
): number | undefined {
  if (!(Math.abs(logOdds) <= FARTHEST_LOG_ODDS)) return undefined;
  const isLarge = (shape: Rational) => shape.numerator > BigInt(LARGEST_SHAPE) * shape.denominator;
  if ([one, other].some(({ alpha, beta }) => isLarge(alpha) || isLarge(beta))) return undefined;
  const target = fixedRational(tail);
  const [first, second] = [new FixedBeta(one), new FixedBeta(other)];
  const small = fixedRational(Rational.fromDouble(exp(-Math.abs(logOdds)) / (1 + exp(-Math.abs(logOdds)))));
  let x = logOdds < 0 ? small : ONE - small;
  for (let step = 0; ; step++) {
    const found = first.tailAt(x);
    if (found === undefined || step === 8) return undefined;
    const change = ((found.survival - target) << FRACTION_BITS) / found.density;
    x += change;
    if (x <= 0n || x >= ONE) return undefined;
    if (change < SETTLED && change > -SETTLED) break;
  }
  const found = second.tailAt(x);
  if (found === undefined) return undefined;
  const difference = found.survival - target;
  if (difference < UNTOLD && difference > -UNTOLD) return undefined;
  // If the second distribution has more than the tail above the first's quantile, its own quantile is higher.
  return difference > 0n ? -1 : 1;
}

/** Approximate time of a comparison, by the largest of the four shapes. */
export function exactComparisonNanoseconds(largestShape: number): number {
  return 2e6 + 2e4 * Math.sqrt(largestShape);
}

/** A Beta distribution in fixed point with 320 fractional bits. */
class FixedBeta {
  /** α and β as whole numbers over a common denominator. */
  readonly #a: bigint;
  readonly #b: bigint;
  readonly #unit: bigint;
  /** −ln B(α, β). */
  readonly #logConstant: bigint;

  constructor({ alpha, beta }: ExactShapes) {
    this.#unit = alpha.denominator * beta.denominator;
    this.#a = alpha.numerator * beta.denominator;
    this.#b = beta.numerator * alpha.denominator;
    this.#logConstant = fixedLogGamma(alpha.plus(beta)) - fixedLogGamma(alpha) - fixedLogGamma(beta);
  }

  /**
   * P(θ > x) and the density at x, by series of positive terms; undefined if a series is too long.
   *
   *   P(θ ≤ x) = x^α·(1 − x)^β/(α·B(α, β))·Σ_n (α + β)_n/(α + 1)_n·xⁿ
   */
  tailAt(x: bigint): { survival: bigint; density: bigint } | undefined {
    const y = ONE - x;
    const [a, b, unit] = [this.#a, this.#b, this.#unit];
    const logPower = (a * fixedLogarithmOf(x) + b * fixedLogarithmOf(y)) / unit;
    const power = fixedExponential(logPower + this.#logConstant);
    if (power <= UNTOLD) return undefined;
    const density = (((power << FRACTION_BITS) / x) << FRACTION_BITS) / y;
    // Right of the mean, the upper tail is the one without cancellation.
    const isRight = x * (a + b) > a << FRACTION_BITS;
    const sum = isRight ? this.#series(b, y) : this.#series(a, x);
    if (sum === undefined) return undefined;
    const part = fixedMultiply(power, sum);
    return { survival: isRight ? part : ONE - part, density };
  }

  /** Σ_n (α + β)_n/(α)_(n+1)·xⁿ, with the shape that belongs to x over the common denominator. */
  #series(shape: bigint, x: bigint): bigint | undefined {
    let upper = this.#a + this.#b;
    let lower = shape;
    let term = (this.#unit << FRACTION_BITS) / lower;
    let sum = 0n;
    for (let n = 0; n < MOST_TERMS; n++) {
      sum += term;
      lower += this.#unit;
      term = (((term * x) >> FRACTION_BITS) * upper) / lower;
      upper += this.#unit;
      if (term === 0n) return sum;
    }
    return undefined;
  }
}
