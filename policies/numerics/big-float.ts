import { FRACTION_BITS, fixedLogarithmOf, integerSquareRoot, logarithmOfTwo } from "./fixed-point.ts";
import { bitLength, type Rational } from "./rational.ts";

/** Significant bits of a result. */
const BITS = 384;

/**
 * mantissa·2^exponent with 384 significant bits (115 decimals), for comparisons that doubles cannot decide. Other than in
 * fixed point, tiny numbers keep their digits. Errors are a unit in the last place an operation; that of a logarithm is
 * some 2⁻³¹⁸, absolutely.
 */
export class BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;

  constructor(mantissa: bigint, exponent: number) {
    const excess = mantissa === 0n ? 0 : bitsOf(mantissa) - BITS;
    this.mantissa = excess > 0 ? mantissa >> BigInt(excess) : mantissa;
    this.exponent = excess > 0 ? exponent + excess : exponent;
  }

  static of({ numerator, denominator }: Rational): BigFloat {
    const shift = BITS + bitLength(denominator);
    return new BigFloat((numerator << BigInt(shift)) / denominator, -shift);
  }

  plus(other: BigFloat): BigFloat {
    const exponent = Math.min(this.exponent, other.exponent);
    return new BigFloat(this.#at(exponent) + other.#at(exponent), exponent);
  }

  minus(other: BigFloat): BigFloat {
    return this.plus(new BigFloat(-other.mantissa, other.exponent));
  }

  times(other: BigFloat): BigFloat {
    return new BigFloat(this.mantissa * other.mantissa, this.exponent + other.exponent);
  }

  /** @throws RangeError on a division by 0 */
  over(other: BigFloat): BigFloat {
    const shift = BITS + bitsOf(other.mantissa);
    return new BigFloat((this.mantissa << BigInt(shift)) / other.mantissa, this.exponent - other.exponent - shift);
  }

  /** The square root; 0 for a negative number. */
  squareRoot(): BigFloat {
    if (this.mantissa <= 0n) return new BigFloat(0n, 0);
    const shift = 2 * BITS + (this.exponent & 1);
    return new BigFloat(integerSquareRoot(this.mantissa << BigInt(shift)), (this.exponent - shift) / 2);
  }

  /** ln of a positive number. */
  logarithm(): BigFloat {
    const top = bitsOf(this.mantissa) - 1;
    const fraction = (this.mantissa << FRACTION_BITS) >> BigInt(top);
    const value = fixedLogarithmOf(fraction) + BigInt(top + this.exponent) * logarithmOfTwo;
    return new BigFloat(value, -Number(FRACTION_BITS));
  }

  get sign(): number {
    return this.mantissa === 0n ? 0 : this.mantissa > 0n ? 1 : -1;
  }

  /** ⌊log₂ |x|⌋, −∞ for 0. */
  get magnitude(): number {
    return this.mantissa === 0n ? -Infinity : bitsOf(this.mantissa) - 1 + this.exponent;
  }

  #at(exponent: number): bigint {
    return this.mantissa << BigInt(this.exponent - exponent);
  }
}

function bitsOf(mantissa: bigint): number {
  return bitLength(mantissa < 0n ? -mantissa : mantissa);
}
