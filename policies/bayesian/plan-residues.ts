import { Rational } from "../numerics/rational.ts";
import type { BetaParameters } from "../posteriors/beta.ts";

/** Primes just below 2²⁶: two products of residues are added without rounding. */
const PRIMES = [67_108_859, 67_108_837, 67_108_819];

/** What is needed of an arm to carry its worth through a plan modulo a prime, with priors as they were written. */
export interface ArmResidues {
  /** α + s and β + f over a common denominator, by successes and by failures. */
  successes: Float64Array;
  failures: Float64Array;
  /** 1/(α + β + n) over the same denominator, by pulls. */
  inverses: Float64Array;
}

/**
 * The residues of a plan modulo a prime, with which equal values are told from close ones: fractions that are equal have
 * equal residues, and others do with a probability of 10⁻⁸ or so.
 */
export interface PlanResidues {
  prime: number;
  arms: ArmResidues[];
}

/** @returns undefined where every prime divides a denominator */
export function planResidues(priors: readonly BetaParameters[], horizon: number): PlanResidues | undefined {
  for (const prime of PRIMES) {
    const arms = priors.map((prior) => armResidues(prior, horizon, prime));
    if (arms.every((arm) => arm !== undefined)) return { prime, arms };
  }
  return undefined;
}

function armResidues({ alpha, beta }: BetaParameters, horizon: number, prime: number): ArmResidues | undefined {
  const [a, b] = [Rational.fromDecimal(alpha), Rational.fromDecimal(beta)];
  const unit = a.denominator * b.denominator;
  const residuesFrom = (start: bigint) =>
    Float64Array.from({ length: horizon + 1 }, (_, n) => Number((start + BigInt(n) * unit) % BigInt(prime)));
  const successes = residuesFrom(a.numerator * b.denominator);
  const failures = residuesFrom(b.numerator * a.denominator);
  const inverses = residuesFrom(a.numerator * b.denominator + b.numerator * a.denominator).map((total) =>
    inverseModulo(total, prime),
  );
  return inverses.includes(0) ? undefined : { successes, failures, inverses };
}

/** By Fermat: x^(p − 2); 0 for x = 0. */
function inverseModulo(x: number, prime: number): number {
  let [result, power] = [1, x];
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * power) % prime;
    power = (power * power) % prime;
  }
  return result;
}

/** A sum of two products of residues, which is below 2⁵³, modulo the prime. */
export function residueOf(sum: number, prime: number, inverse: number): number {
  const rest = sum - prime * Math.floor(sum * inverse);
  return rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest;
}
