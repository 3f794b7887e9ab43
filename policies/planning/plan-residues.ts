import { Rational } from "../numerics/rational.ts";
import type { BetaParameters } from "../posteriors/beta.ts";

/** The primes are below this, so that two products of residues add up without rounding. */
const PRIMES_BELOW = 2 ** 26;

/**
 * The values of a plan modulo two primes, with priors read as the decimals that were written. Equal values have equal
 * residues; unequal values have equal ones with a probability of 1/(p·q) < 3·10⁻¹⁶. Residues are carried back through
 * the plan row by row beside the values, as in `BayesOptimalPlan`; each prime takes about as long as everything else.
 *
 * If arms are within the tolerance and their residues differ, it is unknown which of them has the value. Its residue is
 * then NaN, which differs from every residue, and makes every residue formed of it NaN.
 */
export class PlanResidues {
  readonly #moduli: Modulus[] = [];
  readonly #stride: number;
  /** Places of states whose best arms are in doubt. */
  #doubts: number[] = [];

  /** @param stateCount the largest number of states with the same number of pulls */
  constructor(priors: readonly BetaParameters[], horizon: number, stateCount: number) {
    this.#stride = horizon;
    // The largest two that divide no denominator.
    for (let candidate = PRIMES_BELOW - 1; this.#moduli.length < 2; candidate -= 2) {
      if (!isPrime(candidate)) continue;
      const arms = priors.map((prior) => armResidues(prior, horizon, candidate));
      if (arms.every((arm) => arm !== undefined)) this.#moduli.push(new Modulus(candidate, arms, stateCount, horizon));
    }
  }

  /** The worth of pulling the first arm along a row, where its failures fall as its successes grow. */
  worthOfFirst(success: number, failure: number, length: number): void {
    for (const modulus of this.#moduli) modulus.worthOfFirst(success, failure, length);
  }

  /** The worth of pulling another arm along a row, where its counts are the same everywhere. */
  worthOfOther(arm: number, wins: number, losses: number, success: number, failure: number, length: number): void {
    for (const modulus of this.#moduli) modulus.worthOfOther(arm, wins, losses, success, failure, length);
  }

  /**
   * Overwrites the residues of a row by those of its best arms, and records the states in doubt.
   *
   * @param worth the worth of every arm along the row, one arm after the other, `horizon` places each
   * @param values the worth of the best arms, from the place `rank` on
   */
  takeBest(worth: Float64Array, values: Float64Array, rank: number, length: number, tolerance: number): void {
    const stride = this.#stride;
    const [{ worth: first, values: firstValues }, { worth: second, values: secondValues }] = this.#moduli;
    for (let i = 0; i < length; i++) {
      const tied = values[rank + i] * (1 - tolerance);
      let known = -1;
      let isInDoubt = false;
      for (let at = i; at < worth.length; at += stride) {
        if (worth[at] < tied) continue;
        if (known !== -1 && !(first[at] === first[known] && second[at] === second[known])) isInDoubt = true;
        known = at;
      }
      firstValues[rank + i] = isInDoubt ? Number.NaN : first[known];
      secondValues[rank + i] = isInDoubt ? Number.NaN : second[known];
      if (isInDoubt) this.#doubts.push(rank + i);
    }
  }

  /** The places recorded since the last call. */
  takeDoubts(): number[] {
    const doubts = this.#doubts;
    this.#doubts = [];
    return doubts;
  }
}

/** The numbers of an arm that carry its worth through a plan modulo a prime. */
interface ArmResidues {
  /** α + s and β + f over a common denominator, by successes and by failures. */
  successes: Float64Array;
  failures: Float64Array;
  /** 1/(α + β + n) over the same denominator, by pulls. */
  inverses: Float64Array;
}

/** The values of a plan, and the worth of the arms along a row, modulo one prime. */
class Modulus {
  readonly values: Float64Array;
  readonly worth: Float64Array;
  readonly #prime: number;
  readonly #arms: readonly ArmResidues[];
  readonly #stride: number;

  constructor(prime: number, arms: readonly ArmResidues[], stateCount: number, horizon: number) {
    this.#prime = prime;
    this.#arms = arms;
    this.values = new Float64Array(stateCount);
    this.worth = new Float64Array(horizon * arms.length);
    this.#stride = horizon;
  }

  worthOfFirst(success: number, failure: number, length: number): void {
    const { successes, failures, inverses } = this.#arms[0];
    const [prime, values, out] = [this.#prime, this.values, this.worth];
    const reciprocal = 1 / prime;
    const inverse = inverses[length - 1];
    for (let i = 0; i < length; i++) {
      const won = successes[i] * (1 + values[success + i]);
      const sum = residueOf(won + failures[length - 1 - i] * values[failure + i], prime, reciprocal);
      out[i] = residueOf(sum * inverse, prime, reciprocal);
    }
  }

  worthOfOther(arm: number, wins: number, losses: number, success: number, failure: number, length: number): void {
    const { successes, failures, inverses } = this.#arms[arm];
    const [prime, values, out] = [this.#prime, this.values, this.worth];
    const reciprocal = 1 / prime;
    const from = arm * this.#stride;
    const mean = residueOf(successes[wins] * inverses[wins + losses], prime, reciprocal);
    const complement = residueOf(failures[losses] * inverses[wins + losses], prime, reciprocal);
    for (let i = 0; i < length; i++) {
      const won = mean * (1 + values[success + i]);
      out[from + i] = residueOf(won + complement * values[failure + i], prime, reciprocal);
    }
  }
}

/** @returns undefined if the prime divides a denominator */
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

function isPrime(odd: number): boolean {
  for (let divisor = 3; divisor * divisor <= odd; divisor += 2) if (odd % divisor === 0) return false;
  return true;
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
function residueOf(sum: number, prime: number, inverse: number): number {
  const rest = sum - prime * Math.floor(sum * inverse);
  return rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest;
}
