import { DoubleDouble, doubleDoubleOf } from "../numerics/double-double.ts";
import {
  canFollow,
  evenLaw,
  PRECISE_ROUNDOFF,
  preciseLaw,
  PreciseShares,
  type PreciseStep,
  sharesError,
} from "../numerics/precise-shares.ts";
import { Rational } from "../numerics/rational.ts";
import type { Policy } from "../policy.ts";
import { drawWeighted } from "../random/categorical.ts";
import type { Random } from "../random/random.ts";

/** Up to this error, which is 2²⁰ times as large as ours, errors are followed to first order. */
const FIRST_ORDER = 1e-3;
/** What preferences and steps are off by in the recursion that shows how errors grow, relatively. */
const NUDGE = 2 ** -70;

/**
 * The gradient bandit in double-doubles, for questions: rewards and step size are the decimals that were written.
 *
 *   H(b) += α·(R − R̄)·(1[b = A] − π(b)),   π = softmax(H)
 *
 * Errors are bounded to first order by `sharesError`. That no more is needed is seen from the same recursion with errors
 * made on purpose, 2²⁰ times as large: as long as it stays close, so does this one, by that much closer. Where it does
 * not, the bound says nothing. Some 1 µs a pull and arm.
 */
export class PreciseGradient implements Policy {
  readonly #baseline: "including" | "excluding" | "none";
  readonly #stepSize: [number, number];
  readonly #shares: PreciseShares;
  readonly #sum = new DoubleDouble();
  readonly #step = new DoubleDouble();
  readonly #part = new DoubleDouble();
  readonly #decimals = new Map<number, [number, number]>();
  #pulls = 0;
  #firstReward = 0;
  #largestReward = 0;
  /** No preference has moved: every advantage so far was exactly zero. */
  #unmoved = true;
  #steps: PreciseStep[] = [];
  /** Bound on the error of the preferences in the Euclidean norm, for histories that are too long to follow. */
  #error = 0;
  /** The recursion with errors made on purpose, and how far it has been from this one. */
  readonly #nudged: PreciseShares;
  #distance = 0;
  #sign = 1;

  constructor(stepSize: number, baseline: "including" | "excluding" | "none", armCount: number) {
    this.#stepSize = doubleDoubleOf(Rational.fromDecimal(stepSize));
    this.#baseline = baseline;
    this.#shares = new PreciseShares(armCount);
    this.#nudged = new PreciseShares(armCount);
    this.reset();
  }

  reset(): void {
    this.#shares.clear();
    this.#sum.set(0, 0);
    this.#pulls = 0;
    this.#largestReward = 0;
    this.#unmoved = true;
    this.#steps = [];
    this.#error = 0;
    this.#nudged.clear();
    this.#distance = 0;
    this.#sign = 1;
  }

  select(random: Random): number {
    const { shares } = this.#shares;
    let heaviest = 0;
    for (let arm = 1; arm < shares.length; arm++) if (shares[arm] > shares[heaviest]) heaviest = arm;
    return drawWeighted(shares, 1, heaviest, random);
  }

  update(arm: number, reward: number): void {
    const [high, low] = this.#decimal(reward);
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
    this.#unmoved &&= this.#isSettled(reward);
    if (!this.#unmoved) this.#move(arm);
  }

  selectionProbabilities() {
    const { shares } = this.#shares;
    if (this.#unmoved) return evenLaw(shares.length);
    return preciseLaw(shares, (arm) => this.#shares.logShare(arm), this.#errors());
  }

  #decimal(reward: number): [number, number] {
    const known = this.#decimals.get(reward) ?? doubleDoubleOf(Rational.fromDecimal(reward));
    this.#decimals.set(reward, known);
    return known;
  }

  /** Whether a reward leaves the preferences where they are, given that none before it has moved them. */
  #isSettled(reward: number): boolean {
    if (this.#baseline === "none") return reward === 0;
    if (this.#baseline === "including") return reward === this.#firstReward;
    return reward === 0 && this.#firstReward === 0;
  }

  #move(arm: number): void {
    const { high, low } = this.#step;
    this.#track(arm, high);
    this.#moveAll(this.#shares, arm, high, low);
    if (!this.#isFollowed) return;
    this.#moveAll(this.#nudged, arm, high, low);
    this.#nudge(high);
    this.#compare();
  }

  #moveAll(preferences: PreciseShares, arm: number, high: number, low: number): void {
    const { shares, shareLows } = preferences;
    for (let b = 0; b < shares.length; b++) {
      const part = this.#part.set(shares[b], shareLows[b]).multiply(-high, -low);
      preferences.move(b, part.high, part.low);
    }
    preferences.move(arm, high, low);
    preferences.evaluate();
  }

  get #isFollowed(): boolean {
    return canFollow(this.#shares.highs.length, this.#steps.length);
  }

  /** Moves every preference by about what rounding to 2⁻⁷⁰ would, up and down in an order without a period that matters. */
  #nudge(step: number): void {
    const { highs } = this.#nudged;
    for (let b = 0; b < highs.length; b++) {
      this.#sign = (Math.imul(this.#sign, 1_103_515_245) + 12_345) | 0;
      const nudge = NUDGE * (Math.abs(highs[b]) + Math.abs(step));
      this.#nudged.move(b, this.#sign < 0 ? nudge : -nudge, 0);
    }
  }

  #track(arm: number, size: number): void {
    const { shares, largest } = this.#shares;
    const everywhere = PRECISE_ROUNDOFF * (largest + 2 * Math.abs(size));
    // The running mean is off by some units of the largest reward a pull.
    const perShare = PRECISE_ROUNDOFF * (Math.abs(size) + this.#stepSize[0] * this.#largestReward);
    if (this.#isFollowed) this.#steps.push({ arm, size, shares: shares.slice(), everywhere, perShare });
    // As in the recursion in doubles, the derivative I − s·J has the norm 1, or 1 + |s|·λ for negative s.
    const likeliest = shares.reduce((most, share) => Math.max(most, share));
    const steepest = Math.min(2 * likeliest * (1 - likeliest), likeliest);
    const growth = size > 0 ? Math.max(1, size * steepest - 1) : 1 - size * steepest;
    this.#error = this.#error * growth + Math.sqrt(shares.length) * (everywhere + perShare);
  }

  #compare(): void {
    const { highs, lows } = this.#shares;
    const difference = (b: number) => this.#nudged.highs[b] - highs[b] + (this.#nudged.lows[b] - lows[b]);
    // Only differences of preferences matter.
    const shift = difference(0);
    for (let b = 1; b < highs.length; b++) {
      this.#distance = Math.max(this.#distance, Math.abs(difference(b) - shift));
    }
  }

  #errors(): Float64Array {
    const { shares } = this.#shares;
    if (!this.#isFollowed) {
      return shares.map((share) => (this.#error < FIRST_ORDER ? 3 * this.#error * share : 1));
    }
    if (!(this.#distance < FIRST_ORDER)) return shares.map(() => 1);
    return sharesError(shares, this.#steps, ({ size, shares: before }, derivative) => {
      let mean = 0;
      for (let b = 0; b < derivative.length; b++) mean += before[b] * derivative[b];
      for (let b = 0; b < derivative.length; b++) derivative[b] -= size * before[b] * (derivative[b] - mean);
    });
  }
}
