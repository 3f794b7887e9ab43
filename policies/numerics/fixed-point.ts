import { bitLength, type Rational } from "./rational.ts";

/**
 * Fixed-point arithmetic on BigInt with 320 fractional bits (96 decimals): decides comparisons that doubles cannot.
 * Errors are a few units of 2⁻³²⁰ an operation.
 */
export const FRACTION_BITS = 320n;
const ONE = 1n << FRACTION_BITS;

/** The fixed-point value of a fraction, rounded down. */
export function fixedRational(value: Rational): bigint {
  return (value.numerator << FRACTION_BITS) / value.denominator;
}

export function fixedMultiply(a: bigint, b: bigint): bigint {
  return (a * b) >> FRACTION_BITS;
}

/** Square root of a non-negative fixed-point value. */
export function fixedSquareRoot(value: bigint): bigint {
  return integerSquareRoot(value << FRACTION_BITS);
}

/** ⌊√value⌋ of a non-negative integer, by Newton's iteration on integers from above. */
export function integerSquareRoot(square: bigint): bigint {
  if (square === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** ln n of a positive integer. */
export function fixedLogarithm(n: number): bigint {
  return fixedLogarithmOf(BigInt(n) << FRACTION_BITS);
}

/** ln of a positive fixed-point value: e·ln 2 + 2 artanh((m − 1)/(m + 1)) with value = m·2ᵉ, 1 ≤ m < 2. */
export function fixedLogarithmOf(value: bigint): bigint {
  const exponent = BigInt(bitLength(value) - 1) - FRACTION_BITS;
  const mantissa = exponent >= 0n ? value >> exponent : value << -exponent;
  return exponent * logarithmOfTwo + doubleArtanh(((mantissa - ONE) << FRACTION_BITS) / (mantissa + ONE));
}

/** 2 artanh(z) = 2 Σ z^(2k+1)/(2k+1), for 0 ≤ z ≤ 1/3. */
function doubleArtanh(z: bigint): bigint {
  const square = fixedMultiply(z, z);
  let [sum, power] = [0n, z];
  for (let k = 1n; power > 0n; k += 2n) {
    sum += power / k;
    power = fixedMultiply(power, square);
  }
  return 2n * sum;
}

/** ln 2. */
export const logarithmOfTwo = doubleArtanh(ONE / 3n);
