import { DoubleDouble, doubleDoubleOf, PreciseDecimals } from "../numerics/double-double.ts";
import { exp, log, log1p } from "../numerics/elementary.ts";
import { type FollowedStep, PreciseRecursion } from "./precise-recursion.ts";
import { evenLaw, preciseLaw, type PreciseShares } from "./precise-shares.ts";
import { Rational } from "../numerics/rational.ts";
import type { Policy } from "../policy.ts";
import { drawWeighted } from "../random/categorical.ts";
import type { Random } from "../random/random.ts";
import type { Seen } from "../seen.ts";
import { LOST, type WeightsRule } from "./weights-rule.ts";

/**
 * Exponential weights in double-doubles, for questions: rewards and parameters are read as the decimals that were
 * written.
 *
 *   ln w_a += rate·(x − origin)/(π(a) + bias),   π(a) = (1 − m)·w_a/Σw + m/K,   rate = scale/divisor
 *
 * See `PreciseRecursion` for its error bound. Some 0.5 to 3.5 µs a pull and arm, most of it per pull for two arms. With
 * losses, an error grows from pull to pull if shares are neither small nor near 1: after thousands of pulls of arms that
 * are alike the law may be unknown, and the bound says so.
 */
export class PreciseExponentialWeights implements Policy {
  readonly #seen: Seen;
  readonly #mixing: number;
  /** 1 − m. */
  readonly #rest: [number, number];
  /** m/K. */
  readonly #floor: [number, number];
  readonly #rate: [number, number];
  readonly #bias: [number, number];
  readonly #origin: number;
  /** m/K + bias: the least divisor of a step. */
  readonly #least: number;
  /** No step is longer than this times |x − origin|. */
  readonly #longest: number;
  readonly #isUniform: boolean;
  readonly #recursion: PreciseRecursion;
  readonly #decimals = new PreciseDecimals();
  readonly #value = new DoubleDouble();
  readonly #surplus = new DoubleDouble();
  readonly #step = new DoubleDouble();
  #unmoved = true;
  /** π, if it was asked for since the last pull. */
  #law: Float64Array | undefined;

  constructor({ mixing, estimator }: WeightsRule, seen: Seen) {
    const { armCount } = seen.statistics;
    const { scale, divisor, origin, bias } = estimator;
    const share = Rational.fromDecimal(mixing);
    const floor = share.over(Rational.of(armCount));
    const rate = Rational.fromDecimal(scale).over(Rational.fromDecimal(divisor));
    const least = floor.plus(Rational.fromDecimal(bias));
    this.#seen = seen;
    this.#mixing = mixing;
    this.#rest = doubleDoubleOf(Rational.one.minus(share));
    this.#floor = doubleDoubleOf(floor);
    this.#rate = doubleDoubleOf(rate);
    this.#bias = doubleDoubleOf(Rational.fromDecimal(bias));
    this.#origin = origin;
    this.#least = least.toNumber();
    this.#longest = least.isZero ? Infinity : rate.over(least).toNumber();
    this.#isUniform = mixing === 1 || armCount === 1;
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
    if (reward === this.#origin || this.#isUniform || this.#recursion.shares.isDropped(arm)) return;
    this.#unmoved = false;
    this.#law = undefined;
    const [high, low] = this.#decimals.of(reward);
    const surplus = this.#surplus.set(high, low).add(-this.#origin, 0).high;
    const { propensity } = this.#seen;
    const reported = propensity !== undefined && propensity >= 0 ? propensity : undefined;
    const size = this.#stepOf(this.#recursion.shares, arm, reported).high;
    // Also if it is NaN, because the share is too small for a double.
    if (this.#origin === 1 && !(size >= -LOST)) {
      this.#recursion.drop(arm);
      return;
    }
    const growth = reported === undefined ? this.#growth(arm, surplus) : 1;
    const bounds = { rounding: Math.abs(size), growth, most: Math.abs(surplus) * this.#longest };
    this.#recursion.take({ arm, size, ...bounds, isFixed: reported !== undefined }, (preferences) => {
      const step = this.#stepOf(preferences, arm, reported);
      preferences.move(arm, step.high, step.low);
    });
  }

  armValues() {
    return { kind: "preference" as const, values: this.#recursion.shares.highs.slice() };
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
    if (this.#mixing === 0) return this.#recursion.shares.logShare(arm);
    if (value <= 0.5) return log(value);
    return log1p(this.#probability(this.#recursion.shares, arm).add(-1, 0).high);
  }

  /** π of an arm, in an object that the next call overwrites. */
  #probability({ shares, shareLows }: PreciseShares, arm: number): DoubleDouble {
    return this.#value
      .set(shares[arm], shareLows[arm])
      .multiply(...this.#rest)
      .add(...this.#floor);
  }

  /** @param reported π at the time of the pull, if it is not the present one */
  #stepOf(preferences: PreciseShares, arm: number, reported: number | undefined): DoubleDouble {
    const probability = reported === undefined ? this.#probability(preferences, arm) : this.#value.set(reported, 0);
    const divisor = probability.add(...this.#bias);
    return this.#step
      .set(this.#surplus.high, this.#surplus.low)
      .multiply(...this.#rate)
      .divide(divisor.high, divisor.low);
  }

  /**
   * An error e of log odds moves the step by −κ·e, with κ = r·(x − origin)·v·(1 − θ)/(v + f)², r the rate, θ = w_a/Σw,
   * v = (1 − m)·θ and f = m/K + bias, for the shares that the error so far leaves possible. With u = v/f it is
   * |κ| ≤ (r/f)·|x − origin|·(1 − θ)·min(1/4, u, 1/u), and without f it is r·|x − origin|·(1 − θ)/v. No difference of two
   * preferences grows by more than max(1, κ), or 1 − κ where κ < 0.
   */
  #growth(arm: number, surplus: number): number {
    const longest = Math.abs(surplus) * this.#longest;
    if (surplus >= 0 && longest <= 4) return 1;
    const { shares, spread } = this.#recursion;
    const logShare = shares.logShare(arm);
    const logRest = shares.logRest(arm);
    // All other arms are lost, so the share is constant.
    if (logRest === -Infinity) return 1;
    const logRatio = log(this.#rest[0] / this.#least);
    const logFall = Math.min(logRatio + logShare, logRest - logShare - logRatio);
    const fall =
      this.#least === 0
        ? ((Math.abs(surplus) * this.#rate[0]) / this.#rest[0]) * exp(Math.min(700, logRest - logShare + spread))
        : longest * Math.min(0.25, exp(Math.min(0, logFall + spread)));
    return surplus > 0 ? Math.max(1, fall) : 1 + fall;
  }

  /** The step falls with the arm's own share: its derivative is −step·(1 − m)·w_a/(Σw·(π + bias))·(1[b = a] − w_b/Σw). */
  #pullBack({ arm, size, shares }: FollowedStep, derivative: Float64Array): void {
    const share = this.#rest[0] * shares[arm];
    const fall = (derivative[arm] * size * share) / (share + this.#least);
    for (let b = 0; b < derivative.length; b++) derivative[b] += fall * shares[b];
    derivative[arm] -= fall;
  }
}
