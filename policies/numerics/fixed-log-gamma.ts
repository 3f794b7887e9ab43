import { FRACTION_BITS, fixedLogarithmOf, fixedMultiply, fixedRational } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

const ONE = 1n << FRACTION_BITS;
/** The argument from which Stirling's series is precise enough, and the most terms that it then takes. */
const STIRLING_FROM = 64n;
const MOST_STIRLING_TERMS = 60;

/**
 * ln Γ of a positive fraction, by Stirling's series after a shift, and the product of the factors that were shifted over.
 *
 *   ln Γ(z) = (z − ½)·ln z − z + ½·ln 2π + Σ_k B_2k/(2k(2k − 1)·z^(2k − 1))
 */
export function fixedLogGamma(value: Rational): bigint {
  const one = Rational.one;
  let z = value;
  let shifted = one;
  while (z.numerator < STIRLING_FROM * z.denominator) {
    shifted = shifted.times(z);
    z = z.plus(one);
  }
  const logarithm = logarithmOf(z);
  let sum = (logarithm * (2n * z.numerator - z.denominator)) / (2n * z.denominator);
  sum += halfLogTwoPi() - fixedRational(z);
  const inverse = fixedRational(one.over(z));
  const square = fixedMultiply(inverse, inverse);
  let power = inverse;
  for (const coefficient of stirlingCoefficients()) {
    const term = (power * coefficient.numerator) / coefficient.denominator;
    if (term === 0n || term === -1n) break;
    sum += term;
    power = fixedMultiply(power, square);
  }
  return shifted === one ? sum : sum - logarithmOf(shifted);
}

/** ln of a positive fraction: of its parts, which need not be near 1. */
function logarithmOf({ numerator, denominator }: Rational): bigint {
  return fixedLogarithmOf(numerator << FRACTION_BITS) - fixedLogarithmOf(denominator << FRACTION_BITS);
}

/** ½·ln 2π, with π by Machin's formula: π/4 = 4·arctan(1/5) − arctan(1/239). */
function halfLogTwoPi(): bigint {
  const pi = 4n * (4n * inverseTangent(5n) - inverseTangent(239n));
  return fixedLogarithmOf(2n * pi) / 2n;
}

/** arctan(1/n). */
function inverseTangent(n: bigint): bigint {
  let power = ONE / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power /= -n * n;
  }
  return sum;
}

/** B_2k/(2k(2k − 1)) for k = 1, 2 …, by Σ_(j<m) C(m, j)·B_j = 0 for m = 2, 3 …. */
function* stirlingCoefficients(): Generator<Rational> {
  const numbers: Rational[] = [Rational.one];
  for (let m = 2n; m <= 2 * MOST_STIRLING_TERMS; m++) {
    let [sum, binomial] = [Rational.zero, 1n];
    numbers.forEach((number, j) => {
      sum = sum.plus(number.times(new Rational(binomial)));
      binomial = (binomial * (m - BigInt(j))) / (BigInt(j) + 1n);
    });
    const next = new Rational(-1n, m).times(sum);
    numbers.push(next);
    const order = m - 1n;
    if (order % 2n === 0n) yield next.times(new Rational(1n, order * (order - 1n)));
  }
}
