import { Rational } from "../policies/numerics/rational.ts";

/** Gaps of arms as whole multiples of 1/denominator. */
export interface DecimalGaps {
  multiples: readonly bigint[];
  denominator: bigint;
}

/** The exact gaps of arms to the best one. Means are read as the decimals that were written. O(K). */
export function decimalGaps(means: readonly number[]): DecimalGaps {
  const exact = means.map((mean) => Rational.fromDecimal(mean));
  const best = exact[means.indexOf(Math.max(...means))];
  const gaps = exact.map((mean) => best.minus(mean));
  const denominator = commonDenominator(gaps);
  return { multiples: gaps.map((gap) => (gap.numerator * denominator) / gap.denominator), denominator };
}

/** The least common denominator of some fractions. */
export function commonDenominator(fractions: readonly Rational[]): bigint {
  return fractions.reduce((common, { denominator }) => leastCommonMultiple(common, denominator), 1n);
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
