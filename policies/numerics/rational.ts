import { log, log1p, pow } from "./elementary.ts";

/**
 * Exact fractions of big integers, in lowest terms with a positive denominator.
 *
 * Immutable. Every operation is exact; the cost is that of BigInt arithmetic on the operands.
 */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  /** @throws RangeError on denominator 0 */
  constructor(numerator: bigint, denominator = 1n) {
    if (denominator === 0n) throw new RangeError("a fraction needs a denominator other than 0");
    const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
    this.numerator = numerator / divisor;
    this.denominator = denominator / divisor;
  }

  static readonly zero = new Rational(0n);
  static readonly one = new Rational(1n);

  static of(numerator: number, denominator = 1): Rational {
    return new Rational(BigInt(numerator), BigInt(denominator));
  }

  /**
   * The decimal that was written: 0.1 is 1/10, although the double nearest to it is not. Reads the shortest decimal
   * that stands for the double, which is the literal itself up to 15 digits.
   *
   * @throws RangeError on NaN and infinities
   */
  static fromDecimal(value: number): Rational {
    const { digits, places } = decimalOf(value);
    return new Rational(digits, 10n ** BigInt(places));
  }

  /**
   * The exact binary value of a double: a numerator over a power of two.
   *
   * @throws RangeError on NaN and infinities
   */
  static fromDouble(value: number): Rational {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
    let shift = 0n;
    while (!Number.isInteger(value)) {
      // Multiplying by a power of two is exact here: a double that is not an integer is below 2⁵³.
      value *= 2 ** 32;
      shift += 32n;
    }
    return new Rational(BigInt(value), 1n << shift);
  }

  plus(other: Rational): Rational {
    return new Rational(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(new Rational(-other.numerator, other.denominator));
  }

  times(other: Rational): Rational {
    return new Rational(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  over(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  /** "p/q" in lowest terms, or "p" for a whole number. */
  toString(): string {
    return this.denominator === 1n ? String(this.numerator) : `${this.numerator}/${this.denominator}`;
  }

  /** The nearest double, ties to even. */
  toNumber(): number {
    return nearestDouble(this.numerator, this.denominator);
  }

  /**
   * The natural logarithm of a positive fraction to about 10⁻¹⁶ relative, also near 1 (by log1p of the exact
   * difference) and far below 10⁻³⁰⁸; −∞ for 0.
   */
  log(): number {
    if (this.numerator === 0n) return -Infinity;
    const double = this.toNumber();
    if (double > 0.5 && double < 2) return log1p(this.minus(Rational.one).toNumber());
    if (double > 1e-300 && double < 1e300) return log(double);
    const exponent = bitLength(this.numerator) - bitLength(this.denominator);
    const mantissa =
      exponent >= 0
        ? new Rational(this.numerator, this.denominator << BigInt(exponent))
        : new Rational(this.numerator << BigInt(-exponent), this.denominator);
    return exponent * Math.LN2 + log(mantissa.toNumber());
  }
}

/**
 * A double as the decimal that was written, digits·10^(−places): the shortest decimal that stands for it.
 *
 * @throws RangeError on NaN and infinities
 */
export function decimalOf(value: number): { digits: bigint; places: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`${value} is not a finite number`);
  const [, sign, whole, part = "", exponent = "0"] = match;
  const digits = BigInt(sign + whole + part);
  const places = part.length - Number(exponent);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

/**
 * The double nearest to a fraction, ties to even, whether or not it is in lowest terms.
 *
 * @param denominator positive
 */
export function nearestDouble(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -nearestDouble(-numerator, denominator);
  if (numerator === 0n) return 0;
  const exponent = bitLength(numerator) - bitLength(denominator);
  if (exponent < LEAST_NORMAL_EXPONENT) return nearestSubnormal(numerator, denominator);
  // A quotient of 65 or 66 bits with a sticky last bit; Number() then rounds once, correctly.
  const shift = 65 - exponent;
  const [top, bottom] =
    shift >= 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
  const quotient = top / bottom;
  const sticky = top % bottom === 0n ? 0n : 1n;
  return scaleByPowerOfTwo(Number((quotient << 1n) | sticky), -shift - 1);
}

/** A fraction is above 2^(e − 1) and below 2^(e + 1), with e the difference of its numbers of bits. */
const LEAST_NORMAL_EXPONENT = -1021;

/** Whole multiples of 2⁻¹⁰⁷⁴, which are all doubles below 2⁻¹⁰²¹. */
function nearestSubnormal(numerator: bigint, denominator: bigint): number {
  const scaled = numerator << 1074n;
  const quotient = scaled / denominator;
  const twiceRest = 2n * (scaled % denominator);
  const isUp = twiceRest > denominator || (twiceRest === denominator && (quotient & 1n) === 1n);
  return Number(quotient + (isUp ? 1n : 0n)) * Number.MIN_VALUE;
}

/** Number of binary digits of a positive integer. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return 4 * hex.length - Math.clz32(Number.parseInt(hex[0], 16)) + 28;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  a = a < 0n ? -a : a;
  b = b < 0n ? -b : b;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** x·2ⁿ in two steps where one factor would leave the range of a double. */
function scaleByPowerOfTwo(x: number, n: number): number {
  const half = Math.trunc(n / 2);
  return x * pow(2, half) * pow(2, n - half);
}
