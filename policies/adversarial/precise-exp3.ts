import { DoubleDouble, doubleDoubleOf } from "../numerics/double-double.ts";
import { log, log1p } from "../numerics/elementary.ts";
import { type FollowedStep, PreciseRecursion } from "../numerics/precise-recursion.ts";
import { evenLaw, preciseLaw, type PreciseShares } from "../numerics/precise-shares.ts";
import { Rational } from "../numerics/rational.ts";
import type { Policy } from "../policy.ts";
import { drawWeighted } from "../random/categorical.ts";
import type { Random } from "../random/random.ts";

/**
 * Exp3 in double-doubles, for questions: rewards and γ are the decimals that were written.
 *
 *   ln w_a += γ·x/(K·π(a)),   π(a) = (1 − γ)·w_a/Σw + γ/K
 *
 * See `PreciseRecursion` for its error bound. Some 1 µs a pull and arm.
 */
export class PreciseExp3 implements Policy {
  readonly #rest: [number, number];
  /** γ/K. */
  readonly #floor: [number, number];
  readonly #isUniform: boolean;
  readonly #recursion: PreciseRecursion;
  readonly #value = new DoubleDouble();
  readonly #step = new DoubleDouble();
  #unmoved = true;
  /** π, where it has been asked for since the last pull. */
  #law: Float64Array | undefined;

  constructor(gamma: number, armCount: number) {
    const share = Rational.fromDecimal(gamma);
    this.#rest = doubleDoubleOf(Rational.one.minus(share));
    this.#floor = doubleDoubleOf(share.over(Rational.of(armCount)));
    this.#isUniform = gamma === 1 || armCount === 1;
    this.#recursion = new PreciseRecursion(armCount, (step, derivative) => this.#pullBack(step, derivative));
  }

  reset(): void {
    this.#recursion.clear();
    this.#unmoved = true;
    this.#law = undefined;
  }

  select(random: Random): number {
    return drawWeighted(this.#probabilities(), 1, this.#recursion.shares.leader, random);
  }

  update(arm: number, reward: number): void {
    if (reward === 0 || this.#isUniform) return;
    this.#unmoved = false;
    this.#law = undefined;
    const [high, low] = doubleDoubleOf(Rational.fromDecimal(reward));
    const size = this.#stepOf(this.#recursion.shares, arm, high, low).high;
    // As for the recursion in doubles: an error shrinks for rewards in [0, 1], and others let it grow by 1 + |x|/4 at most.
    const growth = reward >= 0 && reward <= 1 ? 1 : 1 + Math.abs(reward) / 4;
    this.#recursion.take({ arm, size, rounding: Math.abs(size), growth }, (preferences) => {
      const step = this.#stepOf(preferences, arm, high, low);
      preferences.move(arm, step.high, step.low);
    });
  }

  selectionProbabilities() {
    const { shares } = this.#recursion;
    if (this.#unmoved) return evenLaw(shares.highs.length);
    const values = this.#probabilities();
    const errors = this.#recursion.errors().map((error) => this.#rest[0] * error * (1 + 2 ** -50));
    return preciseLaw(values, (arm) => this.#logProbability(arm, values[arm]), errors);
  }

  #probabilities(): Float64Array {
    const { shares } = this.#recursion;
    return (this.#law ??= shares.highs.map((_, arm) => this.#probability(shares, arm).high));
  }

  #logProbability(arm: number, value: number): number {
    if (value <= 0.5) return log(value);
    return log1p(this.#probability(this.#recursion.shares, arm).add(-1, 0).high);
  }

  /** π of an arm, in a register that the next call overwrites. */
  #probability({ shares, shareLows }: PreciseShares, arm: number): DoubleDouble {
    return this.#value
      .set(shares[arm], shareLows[arm])
      .multiply(...this.#rest)
      .add(...this.#floor);
  }

  #stepOf(preferences: PreciseShares, arm: number, high: number, low: number): DoubleDouble {
    const probability = this.#probability(preferences, arm);
    return this.#step
      .set(high, low)
      .multiply(...this.#floor)
      .divide(probability.high, probability.low);
  }

  /** The step falls with the arm's own share: its derivative is −step·(1 − γ)·w_a/(Σw·π)·(1[b = a] − w_b/Σw). */
  #pullBack({ arm, size, shares }: FollowedStep, derivative: Float64Array): void {
    const share = this.#rest[0] * shares[arm];
    const fall = (derivative[arm] * size * share) / (share + this.#floor[0]);
    for (let b = 0; b < derivative.length; b++) derivative[b] += fall * shares[b];
    derivative[arm] -= fall;
  }
}
