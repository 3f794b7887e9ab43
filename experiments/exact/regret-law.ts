import { pow } from "../../policies/numerics/elementary.ts";
import { Rational } from "../../policies/numerics/rational.ts";
import { decimalGaps } from "../decimal-gaps.ts";

/** The answer contains laws with at most this many values; larger ones are given by mean and variance. */
const MOST_VALUES = 10_000;

/**
 * The law of the pseudo-regret Σ n_a·Δ_a, from the law of the pulls n_a. Means are read as the decimals that were written,
 * so that equal regrets are one value of the law.
 */
export class RegretLaw {
  /** Δ_a, the nearest double. */
  readonly gaps: readonly number[];
  /** Δ_a in units of 1/`#denominator`. */
  readonly #gaps: readonly bigint[];
  readonly #denominator: bigint;
  readonly #probabilities = new Map<bigint, number>();

  constructor(means: readonly number[]) {
    const { multiples, denominator } = decimalGaps(means);
    this.#gaps = multiples;
    this.#denominator = denominator;
    this.gaps = multiples.map((multiple) => new Rational(multiple, denominator).toNumber());
  }

  /** @param lastPull the probability of these pulls and then one of each arm */
  add(pulls: Int32Array, lastPull: Float64Array): void {
    const before = this.#gaps.reduce((sum, gap, arm) => sum + gap * BigInt(pulls[arm]), 0n);
    this.#gaps.forEach((gap, arm) => {
      if (lastPull[arm] === 0) return;
      const regret = before + gap;
      this.#probabilities.set(regret, (this.#probabilities.get(regret) ?? 0) + lastPull[arm]);
    });
  }

  summary(mean: number) {
    const values = [...this.#probabilities]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([regret, probability]) => ({
        regret: new Rational(regret, this.#denominator).toNumber(),
        probability: Math.min(1, probability),
      }));
    return {
      variance: values.reduce((sum, { regret, probability }) => sum + probability * pow(regret - mean, 2), 0),
      distribution: values.length <= MOST_VALUES ? values : null,
    };
  }
}
