import { DoubleDouble, doubleDoubleOf, PreciseDecimals } from "../numerics/double-double.ts";
import { exp } from "../numerics/elementary.ts";
import { type FollowedStep, PreciseRecursion } from "./precise-recursion.ts";
import { evenLaw, preciseLaw, type PreciseShares } from "./precise-shares.ts";
import { Rational } from "../numerics/rational.ts";
import type { Policy } from "../policy.ts";
import { drawWeighted } from "../random/categorical.ts";
import type { Random } from "../random/random.ts";
import type { Baseline } from "./gradient-weights.ts";

/**
 * The gradient bandit in double-doubles, for questions: rewards and step size are read as the decimals that were
 * written.
 *
 *   H(b) += α·(R − R̄)·(1[b = A] − π(b)),   π = softmax(H)
 *
 * See `PreciseRecursion` for its error bound. Some 0.5 to 3.5 µs a pull and arm, most of it per pull for two arms.
 */
export class PreciseGradient implements Policy {
  readonly #baseline: Baseline;
  readonly #stepSize: [number, number];
  /** With one arm, its share is 1 regardless of its preference. */
  readonly #isAlone: boolean;
  /** 1 for the arms that were pulled since preferences began to move. */
  readonly #isPulled: Uint8Array;
  readonly #recursion: PreciseRecursion;
  readonly #sum = new DoubleDouble();
  readonly #step = new DoubleDouble();
  readonly #part = new DoubleDouble();
  readonly #decimals = new PreciseDecimals();
  #pulls = 0;
  #firstReward = 0;
  #largestReward = 0;
  /** No preference has moved: every advantage so far was exactly zero. */
  #unmoved = true;

  constructor(stepSize: number, baseline: Baseline, armCount: number) {
    this.#stepSize = doubleDoubleOf(Rational.fromDecimal(stepSize));
    this.#baseline = baseline;
    this.#isAlone = armCount === 1;
    this.#isPulled = new Uint8Array(armCount);
    this.#recursion = new PreciseRecursion(armCount, pullBack);
    this.reset();
  }

  reset(): void {
    this.#recursion.clear();
    this.#isPulled.fill(0);
    this.#sum.set(0, 0);
    this.#pulls = 0;
    this.#largestReward = 0;
    this.#unmoved = true;
  }

  select(random: Random): number {
    const { shares, leader } = this.#recursion.shares;
    return drawWeighted(shares, 1, leader, random);
  }

  update(arm: number, reward: number): void {
    const [high, low] = this.#decimals.of(reward);
    const [sum, step] = [this.#sum, this.#step.set(0, 0)];
    if (this.#baseline === "excluding" && this.#pulls > 0) step.set(sum.high, sum.low).divide(this.#pulls, 0);
    sum.add(high, low);
    this.#pulls++;
    if (this.#pulls === 1) this.#firstReward = reward;
    if (this.#baseline === "including") step.set(sum.high, sum.low).divide(this.#pulls, 0);
    step
      .set(-step.high, -step.low)
      .add(high, low)
      .multiply(...this.#stepSize);
    this.#largestReward = Math.max(this.#largestReward, Math.abs(reward));
    this.#unmoved &&= this.#isAlone || this.#isSettled(reward);
    if (!this.#unmoved) this.#move(arm);
  }

  armValues() {
    return { kind: "preference" as const, values: this.#recursion.shares.highs.slice() };
  }

  selectionProbabilities() {
    const { shares } = this.#recursion;
    if (this.#unmoved) return evenLaw(shares.highs.length);
    return preciseLaw(shares.shares, (arm) => shares.logShare(arm), this.#recursion.errors());
  }

  /** Whether a reward does not move the preferences, given that no earlier one has. */
  #isSettled(reward: number): boolean {
    if (this.#baseline === "none") return reward === 0;
    if (this.#baseline === "including") return reward === this.#firstReward;
    return reward === 0 && this.#firstReward === 0;
  }

  #move(arm: number): void {
    const { high: size, low } = this.#step;
    // The running mean is off by some units of the largest reward a pull.
    const rounding = Math.abs(size) + this.#stepSize[0] * this.#largestReward;
    // Two laws are no further apart than √2 in the Euclidean norm.
    const most = Math.SQRT2 * Math.abs(size);
    this.#recursion.take({ arm, size, rounding, growth: this.#growth(size), most }, (preferences) =>
      this.#moveAll(preferences, arm, size, low),
    );
    this.#isPulled[arm] = 1;
  }

  #moveAll(preferences: PreciseShares, arm: number, size: number, low: number): void {
    const { shares, shareLows } = preferences;
    for (let b = 0; b < shares.length; b++) {
      const part = this.#part.set(shares[b], shareLows[b]).multiply(-size, -low);
      preferences.move(b, part.high, part.low);
    }
    preferences.move(arm, size, low);
  }

  /**
   * The Euclidean norm of the update's derivative I − s·J, J = diag(π) − ππᵀ, for all shares that the error so far leaves
   * possible; an error moves by the mean of I − s·J along the line to the right preferences. J has eigenvalues from 0 to
   * λ ≤ 1/2, see `GradientWeights`, and xᵀJx is the variance of x under π, so that λ ≤ max π and λ ≤ 2q, where q is what is left
   * beside the leader. Arms that were not pulled yet have the same preference and the same error: if the leader is one of
   * them, q is what is left beside them all. With odds times r in [e⁻ᵉ, eᵉ] every such share is at most eᵉ times what it was.
   */
  #growth(size: number): number {
    const { shares, spread } = this.#recursion;
    const { leader } = shares;
    const logRest = this.#isPulled[leader] === 1 ? shares.logRest(leader) : shares.logShareOf(this.#isPulled);
    const steepest = Math.min(shares.logShare(leader), Math.LN2 + logRest) + spread;
    const largest = Math.min(0.5, exp(Math.min(0, steepest)));
    return size > 0 ? Math.max(1, size * largest - 1) : 1 - size * largest;
  }
}

/**
 * Multiplies by the derivative of a step, I − s·(diag(π) − ππᵀ), which is symmetric. Measured from the leader, so that
 * nothing cancels if its share is next to 1.
 */
function pullBack({ size, shares, leader }: FollowedStep, derivative: Float64Array): void {
  const origin = derivative[leader];
  let mean = 0;
  for (let b = 0; b < derivative.length; b++) mean += shares[b] * (derivative[b] - origin);
  for (let b = 0; b < derivative.length; b++) derivative[b] -= size * shares[b] * (derivative[b] - origin - mean);
}
