import { exp } from "../numerics/elementary.ts";
import { PRECISE_ROUNDOFF, PreciseShares } from "./precise-shares.ts";

/** A step of the preferences, with the numbers that say how an earlier error continues. */
export interface PreciseStep {
  arm: number;
  /** The change of the arm's own preference. */
  size: number;
  /** A bound on the rounding error of the step, in units of `PRECISE_ROUNDOFF`; at least the step's size. */
  rounding: number;
  /** The factor by which a step may enlarge an earlier error, for any preferences within `spread` of the computed ones. */
  growth: number;
  /** The most that entirely wrong shares add to an error. */
  most: number;
  /** The step does not depend on the shares. */
  isFixed?: boolean;
}

/** A step with the shares before it. */
export interface FollowedStep extends PreciseStep {
  shares: Float64Array;
  leader: number;
  largest: number;
}

/** The most products for which the sensitivity of every arm's share to every step is computed. */
const MOST_PRODUCTS = 4e7;
/** Errors are followed to first order if the recursion with artificial errors is off by at most this. */
const FIRST_ORDER = 1e-3;
/** The largest error of log odds for which the worst case of every step is computed. */
const SMALL_ENOUGH = 2 ** -76;
/** The relative errors of preferences and steps in that recursion. */
const NUDGE = 2 ** -70;

/**
 * Preferences that move step by step, each step depending on their shares, in double-doubles with a bound on the error
 * of the shares. An arm's share depends on its log odds alone, so errors are bounded there, in two ways, and the smaller
 * bound counts:
 *
 * 1. The worst case of every step, carried forward: O(K) a step. It holds for errors of any size, for `growth` takes in
 *    that the shares are known only as far as the error before the step allows. An arm that leads by far keeps its
 *    share, and so the step its size, under errors of hundreds.
 * 2. To first order, the derivative of the log odds in the preferences, carried backward from step to step, times what
 *    each step's rounding is at most: O(K²·T). First order is enough as long as the same recursion with artificial
 *    errors, 2²⁰ times as large, stays close. Not for long histories of many arms.
 */
export class PreciseRecursion {
  readonly shares: PreciseShares;
  readonly #nudged: PreciseShares;
  readonly #pullBack: (step: FollowedStep, derivative: Float64Array) => void;
  #steps: FollowedStep[] = [];
  #distance = 0;
  #sign = 1;
  #error = 0;

  /** @param pullBack turns the derivative in the preferences after a step into that in those before it */
  constructor(armCount: number, pullBack: (step: FollowedStep, derivative: Float64Array) => void) {
    this.shares = new PreciseShares(armCount);
    this.#nudged = new PreciseShares(armCount);
    this.#pullBack = pullBack;
    this.clear();
  }

  clear(): void {
    this.shares.clear();
    this.#nudged.clear();
    this.#steps = [];
    this.#distance = 0;
    this.#sign = 1;
    this.#error = 0;
  }

  /** A bound on the error of any difference of two preferences. */
  get spread(): number {
    return Math.SQRT2 * this.#error;
  }

  /** Takes a step. @param move moves the preferences, by the rule, from their shares */
  take(step: PreciseStep, move: (preferences: PreciseShares) => void): void {
    const { shares, leader, largest } = this.shares;
    const rounding = PRECISE_ROUNDOFF * (largest + 2 * step.rounding);
    this.#error = Math.min(this.#error * step.growth, this.#error + step.most) + Math.sqrt(shares.length) * rounding;
    if (this.#isFollowed) this.#steps.push({ ...step, leader, largest, shares: shares.slice() });
    move(this.shares);
    this.shares.evaluate();
    if (!this.#isFollowed) return;
    move(this.#nudged);
    this.#nudge(step.size);
    this.#nudged.evaluate();
    this.#compare();
  }

  /**
   * Removes an arm whose share is next to 0 from here on.
   *
   * @param arm an arm whose share would be next to 0 even if it were e times as large
   */
  drop(arm: number): void {
    if (this.spread > 1 && !this.#isClose) this.#error = Infinity;
    for (const preferences of [this.shares, this.#nudged]) {
      preferences.drop(arm);
      preferences.evaluate();
    }
  }

  /** Bounds on the absolute errors of the shares; 1 means unknown. */
  errors(): Float64Array {
    const { shares, spread } = this;
    const isFirstOrder = spread > SMALL_ENOUGH && this.#isClose;
    return shares.shares.map((_, arm) => {
      const oddsError = isFirstOrder ? Math.min(spread, this.#oddsErrorOf(arm)) : spread;
      return shares.errorOf(arm, oddsError);
    });
  }

  get #isFollowed(): boolean {
    const armCount = this.shares.highs.length;
    return armCount * armCount * this.#steps.length <= MOST_PRODUCTS;
  }

  /** Whether errors are small enough to be followed to first order. */
  get #isClose(): boolean {
    return this.#isFollowed && this.#distance < FIRST_ORDER;
  }

  #oddsErrorOf(arm: number): number {
    const { shares } = this;
    const logRest = shares.logRest(arm);
    // An arm that is lost, or is the only one left, has no odds.
    if (logRest === -Infinity || shares.isDropped(arm)) return 0;
    const derivative = shares.shares.map((_, b) => (b === arm ? 1 : -exp(shares.logShare(b) - logRest)));
    let error = 0;
    for (let t = this.#steps.length - 1; t >= 0; t--) {
      const step = this.#steps[t];
      let [all, weighted] = [0, 0];
      for (let b = 0; b < derivative.length; b++) {
        const size = Math.abs(derivative[b]);
        all += size;
        weighted += size * step.shares[b];
      }
      error +=
        (step.largest + 2 * Math.abs(step.size)) * all + step.rounding * (weighted + Math.abs(derivative[step.arm]));
      if (!step.isFixed) this.#pullBack(step, derivative);
    }
    // Twice, for the rounding of the derivatives themselves.
    return 2 * PRECISE_ROUNDOFF * error;
  }

  /** Moves every preference by about the rounding error of 2⁻⁷⁰, up and down without a pattern. */
  #nudge(step: number): void {
    const { highs } = this.#nudged;
    for (let b = 0; b < highs.length; b++) {
      if (this.#nudged.isDropped(b)) continue;
      this.#sign = (Math.imul(this.#sign, 1_103_515_245) + 12_345) | 0;
      const nudge = NUDGE * (Math.abs(highs[b]) + Math.abs(step));
      this.#nudged.move(b, this.#sign < 0 ? nudge : -nudge, 0);
    }
  }

  #compare(): void {
    const { highs, lows } = this.shares;
    const difference = (b: number) => this.#nudged.highs[b] - highs[b] + (this.#nudged.lows[b] - lows[b]);
    // Only differences of preferences matter.
    const first = highs.findIndex((_, b) => !this.shares.isDropped(b));
    const shift = difference(first);
    for (let b = first + 1; b < highs.length; b++) {
      if (this.shares.isDropped(b)) continue;
      this.#distance = Math.max(this.#distance, Math.abs(difference(b) - shift));
    }
  }
}
