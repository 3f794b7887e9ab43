import { Rational } from "./rational.ts";
import { productError, sumError } from "./two-product.ts";

/** Relative error of a sum or a product of double-doubles, and more. Joldes, Muller & Popescu (2017), theorems 3.1 and 5.1. */
export const DOUBLE_DOUBLE_ROUNDOFF = 2 ** -102;

/** A fraction as the sum of two doubles, to 2⁻¹⁰⁶ relatively. */
export function doubleDoubleOf(value: Rational): [high: number, low: number] {
  const high = value.toNumber();
  return [high, value.minus(Rational.fromDouble(high)).toNumber()];
}

/** A decimal below this is read as its double: further digits are smaller than any error bound. */
const LEAST_READ = 1e-280;

/** Numbers read as the decimals that were written, with a relative error of 2⁻¹⁰⁶ from 10⁻²⁸⁰ on. Each is read once. */
export class PreciseDecimals {
  readonly #known = new Map<number, [high: number, low: number]>();

  of(value: number): [high: number, low: number] {
    if (Math.abs(value) < LEAST_READ) return [value, 0];
    let known = this.#known.get(value);
    if (!known) this.#known.set(value, (known = doubleDoubleOf(Rational.fromDecimal(value))));
    return known;
  }
}

/**
 * A number of some 31 digits as the unevaluated sum of two doubles, low at most half a unit of high. A register: every
 * operation stores its result here, so long computations create no objects. Operands are given by their two parts.
 *
 * Dekker (1971); Joldes, Muller & Popescu (2017), Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic.
 */
export class DoubleDouble {
  high = 0.5;
  low = 0.5;

  set(high: number, low: number): this {
    this.high = high;
    this.low = low;
    return this;
  }

  /** Adds to this number. */
  add(high: number, low: number): this {
    const sum = this.high + high;
    const error = sumError(this.high, high);
    const lows = this.low + low;
    const lowError = sumError(this.low, low);
    const middle = error + lows;
    const partly = sum + middle;
    const rest = middle - (partly - sum) + lowError;
    return this.#normalise(partly, rest);
  }

  /** Multiplies this number. Parts must be below 10²⁹⁹. */
  multiply(high: number, low: number): this {
    const product = this.high * high;
    const error = productError(this.high, high) + (this.high * low + this.low * high);
    return this.#normalise(product, error);
  }

  /** Divides this number: three quotients of doubles, each of the remainder before it. */
  divide(high: number, low: number): this {
    const first = this.high / high;
    this.#subtractProduct(high, low, first);
    const second = this.high / high;
    this.#subtractProduct(high, low, second);
    const third = this.high / high;
    return this.set(first, 0).add(second, 0).add(third, 0);
  }

  /** Replaces this number by its reciprocal. */
  invert(): this {
    const { high, low } = this;
    return this.set(1, 0).divide(high, low);
  }

  /**
   * Replaces this number x by e^x, to a relative 2⁻⁹⁶; 0 below −700. With k whole, x = k·ln 2 + 256·r and |r| < 0.0014,
   * e^r − 1 is its series to r¹¹, whose terms from r⁶ on are below 2⁻⁵⁶, so doubles are enough for them, and (e^r)² − 1
   * = 2(e^r − 1) + (e^r − 1)² eight times over gives e^(256·r) − 1 without cancellation.
   *
   * @throws RangeError above 700
   */
  exponentiate(): this {
    if (this.high > 700) throw new RangeError(`e^${this.high} is too large`);
    if (this.high < -700) return this.set(0, 0);
    const turns = Math.round(this.high / LN2_HIGH);
    if (turns !== 0) {
      const multiple = productError(turns, LN2_HIGH) + turns * LN2_LOW;
      this.add(-turns * LN2_HIGH, 0).add(-multiple, 0);
    }
    const high = this.high / 256;
    const low = this.low / 256;
    let tail = INVERSE_HIGHS[TERMS - 1];
    for (let n = TERMS - 2; n >= DOUBLES_FROM; n--) tail = tail * high + INVERSE_HIGHS[n];
    this.set(tail, 0);
    for (let n = DOUBLES_FROM - 1; n >= 0; n--) this.multiply(high, low).add(INVERSE_HIGHS[n], INVERSE_LOWS[n]);
    this.multiply(high, low);
    for (let doubling = 0; doubling < 8; doubling++) {
      const half = this.high;
      const halfLow = this.low;
      this.multiply(half, halfLow).add(2 * half, 2 * halfLow);
    }
    this.add(1, 0);
    const scale = POWERS_OF_TWO[turns + MOST_TURNS];
    return this.set(this.high * scale, this.low * scale);
  }

  #subtractProduct(high: number, low: number, factor: number): void {
    const product = high * factor;
    const error = productError(high, factor) + low * factor;
    this.add(-product, 0).add(-error, 0);
  }

  #normalise(high: number, low: number): this {
    const sum = high + low;
    this.low = low - (sum - high);
    this.high = sum;
    return this;
  }
}

/** ln 2, of 40 digits. */
const [LN2_HIGH, LN2_LOW] = doubleDoubleOf(
  new Rational(6_931_471_805_599_453_094_172_321_214_581_765_680_755n, 10n ** 40n),
);

/** 2^k for |k| ≤ 1020: e^700 is 1010 doublings. */
const MOST_TURNS = 1020;
const POWERS_OF_TWO = new Float64Array(2 * MOST_TURNS + 1).fill(1);
for (let k = 1; k <= MOST_TURNS; k++) {
  POWERS_OF_TWO[MOST_TURNS + k] = 2 * POWERS_OF_TWO[MOST_TURNS + k - 1];
  POWERS_OF_TWO[MOST_TURNS - k] = POWERS_OF_TWO[MOST_TURNS - k + 1] / 2;
}

/** 1/n! for n = 1 … 11, of which the first five with their low parts. */
const TERMS = 11;
const DOUBLES_FROM = 5;
const inverses = Array.from({ length: TERMS }, (_, i) => {
  let factorial = 1n;
  for (let n = 2n; n <= BigInt(i + 1); n++) factorial *= n;
  return doubleDoubleOf(new Rational(1n, factorial));
});
const INVERSE_HIGHS = Float64Array.from(inverses, ([high]) => high);
const INVERSE_LOWS = Float64Array.from(inverses, ([, low]) => low);
