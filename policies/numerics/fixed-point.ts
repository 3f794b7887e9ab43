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

/** e^x of a fixed-point value: 2^k times the series of (remainder/2¹⁶), squared sixteen times. */
export function fixedExponential(x: bigint): bigint {
  const logTwo = fixedLogarithm(2);
  let turns = x / logTwo;
  if (x < 0n) turns -= 1n;
  if (turns < -FRACTION_BITS) return 0n;
  // 32 more bits, which the squares use up.
  const rest = (x - turns * logTwo) << 16n;
  const bits = FRACTION_BITS + 32n;
  const one = 1n << bits;
  let [sum, term] = [one, one];
  for (let k = 1n; term > 0n; k++) {
    term = ((term * rest) >> bits) / k;
    sum += term;
  }
  for (let square = 0; square < 16; square++) sum = (sum * sum) >> bits;
  const shift = turns - 32n;
  return shift >= 0n ? sum << shift : sum >> -shift;
}
