import { DoubleDouble, doubleDoubleOf, PreciseDecimals } from "../numerics/double-double.ts";
import { exp, log, log1p } from "../numerics/elementary.ts";
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
 * See `PreciseRecursion` for its error bound. Some 0.5 to 3.5 µs a pull and arm, most of it per pull for two arms.
 */
export class PreciseExp3 implements Policy {
  readonly #rest: [number, number];
  /** γ/K. */
  readonly #floor: [number, number];
  readonly #isUniform: boolean;
  readonly #recursion: PreciseRecursion;
  readonly #decimals = new PreciseDecimals();
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
    const [high, low] = this.#decimals.of(reward);
    const size = this.#stepOf(this.#recursion.shares, arm, high, low).high;
    // Every step is between 0 and x, for π(a) is at least γ/K.
    const bounds = { rounding: Math.abs(size), growth: this.#growth(arm, reward), most: Math.abs(reward) };
    this.#recursion.take({ arm, size, ...bounds }, (preferences) => {
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

  /**
   * An error e of log odds moves the step by −κ·e, with κ = x·(1 − θ)·u/(1 + u)², θ = w_a/Σw and u = θ·(1 − γ)·K/γ, for the
   * shares that the error so far leaves possible: |κ| ≤ |x|·(1 − θ)·min(1/4, u, 1/u). No difference of two preferences
   * grows by more than max(1, κ), or 1 − κ where κ < 0.
   */
  #growth(arm: number, reward: number): number {
    if (reward >= 0 && reward <= 1) return 1;
    const { shares, spread } = this.#recursion;
    const logShare = shares.logShare(arm);
    const logRatio = log(this.#rest[0] / this.#floor[0]);
    const logFall = Math.min(logRatio + logShare, shares.logRest(arm) - logShare - logRatio);
    const fall = Math.abs(reward) * Math.min(0.25, exp(Math.min(0, logFall + spread)));
    return reward > 0 ? Math.max(1, fall) : 1 + fall;
  }

  /** The step falls with the arm's own share: its derivative is −step·(1 − γ)·w_a/(Σw·π)·(1[b = a] − w_b/Σw). */
  #pullBack({ arm, size, shares }: FollowedStep, derivative: Float64Array): void {
    const share = this.#rest[0] * shares[arm];
    const fall = (derivative[arm] * size * share) / (share + this.#floor[0]);
    for (let b = 0; b < derivative.length; b++) derivative[b] += fall * shares[b];
    derivative[arm] -= fall;
  }
}
