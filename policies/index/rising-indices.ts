import { exp } from "../numerics/elementary.ts";
import type { Policy } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";

/**
 * Indices that rise with a budget, which rises from decision to decision. While its arm is not pulled, an index is a
 * concave function of the budget.
 */
export interface RisingIndex {
  /** Whether arms without a pull come first, regardless of their index. */
  untriedFirst: boolean;
  /** The budget at a decision; it never falls. */
  budget(decision: number): number;
  /** Reads the present statistics of an arm. */
  refresh(arm: number): void;
  /** In tables, `compare` decides between indices that differ by less than this times 1 + |index| + slope. */
  doubtful: number;
  /**
   * The index of an arm, in any increasing variable; may be infinite.
   *
   * @param bound an upper bound of the index
   */
  solve(arm: number, budget: number, bound: number): number;
  /** A bound on the rounding error of the arm's index as last solved; 0 if the index is infinite. */
  margin(arm: number): number;
  /** The derivative of the arm's index in the budget, as last solved; may be infinite. */
  slope(arm: number): number;
  /** The sign of the difference of two indices that are about equal; undefined if it is too small to tell. */
  compare(i: number, j: number, decision: number): Comparison;
}

/** A bound on the rounding error of an index. */
export function marginOf({ doubtful }: RisingIndex, value: number, slope: number): number {
  return Number.isFinite(value) ? doubtful * (1 + Math.abs(value) + slope) : 0;
}

/** Slopes are raised by this factor, so that rounding leaves tangents above the index. */
const STEEPER = 1 + 1e-8;

/**
 * Plays an arm with the highest of some rising indices. Tangents bound the concave indices from above, so most decisions
 * solve for one or two arms instead of all: they solve for the arm with the highest bound, until that bound belongs to a
 * solved index and no other bound is near. O(K) a decision besides.
 */
export class RisingIndices implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #index: RisingIndex;
  /** An upper bound of every index: level + slope·budget. Unknown indices have the level ∞. */
  readonly #levels: Float64Array;
  readonly #slopes: Float64Array;
  /** The decision for which the index was last solved; 0 if that was before the arm's last pull. */
  readonly #solvedAt: Float64Array;
  readonly #leaders: TiedArms;
  /** Whether an index was −∞ at the last decision, as every index is if the budget is 0. */
  #hasSunk = false;
  #isSettled = false;
  #untried = 0;

  constructor(statistics: ArmStatistics, tieBreak: TieBreak, index: RisingIndex) {
    this.#statistics = statistics;
    this.#index = index;
    this.#levels = new Float64Array(statistics.armCount);
    this.#slopes = new Float64Array(statistics.armCount);
    this.#solvedAt = new Float64Array(statistics.armCount);
    this.#leaders = new TiedArms(statistics.armCount, tieBreak);
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    for (let arm = 0; arm < this.#levels.length; arm++) {
      if (this.#statistics.pulls[arm] === 0) this.#untried++;
      this.#forget(arm);
    }
  }

  update(arm: number): void {
    if (this.#statistics.pulls[arm] === 1) this.#untried--;
    this.#isSettled = false;
    this.#forget(arm);
  }

  #forget(arm: number): void {
    this.#levels[arm] = Infinity;
    this.#slopes[arm] = 0;
    this.#solvedAt[arm] = 0;
    this.#index.refresh(arm);
  }

  select(random: Random): number {
    if (!this.#isSettled) this.#findLeaders();
    return this.#leaders.pick(random);
  }

  selectionProbabilities() {
    if (!this.#isSettled) this.#findLeaders();
    const { pulls, rewardSums } = this.#statistics;
    return this.#leaders.law((i, j) => pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j]);
  }

  /** The indices as probabilities; an untried arm has ∞ where such arms come first. Solves for every arm. */
  armValues() {
    const budget = this.#index.budget(this.#statistics.decision);
    const { pulls } = this.#statistics;
    const values = this.#levels.map((_, arm) =>
      this.#index.untriedFirst && pulls[arm] === 0
        ? Infinity
        : 1 / (1 + exp(-this.#index.solve(arm, budget, Infinity))),
    );
    return { kind: "index" as const, values };
  }

  get isTieByTolerance(): boolean {
    return this.#leaders.isByTolerance;
  }

  fillProbabilities(out: Float64Array): void {
    if (!this.#isSettled) this.#findLeaders();
    this.#leaders.fill(out);
  }

  #findLeaders(): void {
    this.#isSettled = true;
    if (this.#index.untriedFirst && this.#untried > 0) this.#leaders.takeUntried(this.#statistics.pulls);
    else this.#findHighest(this.#statistics.decision, this.#index.budget(this.#statistics.decision));
  }

  #findHighest(decision: number, budget: number): void {
    if (this.#hasSunk) this.#raiseSunk();
    const levels = this.#levels;
    const slopes = this.#slopes;
    for (;;) {
      let best = 0;
      let highest = -Infinity;
      let second = -Infinity;
      for (let arm = 0; arm < levels.length; arm++) {
        const bound = levels[arm] + slopes[arm] * budget;
        if (bound > highest) {
          second = highest;
          highest = bound;
          best = arm;
        } else if (bound > second) second = bound;
      }
      if (this.#solvedAt[best] !== decision) this.#solve(best, decision, budget, highest);
      else {
        // Infinite indices have no rounding error.
        const floor = Number.isFinite(highest) ? highest - 2.1 * this.#index.margin(best) : highest;
        this.#leaders.take(best);
        if (second < floor || this.#settle(decision, budget, floor)) return;
      }
    }
  }

  /** @param bound an upper bound of the index at this budget */
  #solve(arm: number, decision: number, budget: number, bound: number): void {
    const value = this.#index.solve(arm, budget, bound);
    const margin = this.#index.margin(arm);
    const slope = this.#index.slope(arm) * STEEPER;
    this.#solvedAt[arm] = decision;
    const isStraight = Number.isFinite(value) && Number.isFinite(slope);
    this.#slopes[arm] = isStraight ? slope : 0;
    this.#levels[arm] = isStraight ? value + margin - slope * budget : value;
    if (value === -Infinity) this.#hasSunk = true;
  }

  /** An index of −∞ has no bound at the next budget. */
  #raiseSunk(): void {
    for (let arm = 0; arm < this.#levels.length; arm++)
      if (this.#levels[arm] === -Infinity) this.#levels[arm] = Infinity;
    this.#hasSunk = false;
  }

  /** Keeps the arms with the highest index among those that are about equal; false if it had to solve for more of them. */
  #settle(decision: number, budget: number, floor: number): boolean {
    const leaders = this.#leaders;
    leaders.clear();
    let isKnown = true;
    for (let arm = 0; arm < this.#levels.length; arm++) {
      const bound = this.#levels[arm] + this.#slopes[arm] * budget;
      if (bound < floor) continue;
      if (this.#solvedAt[arm] !== decision) {
        isKnown = false;
        this.#solve(arm, decision, budget, bound);
      }
      leaders.add(arm);
    }
    if (!isKnown) return false;
    const compare = (i: number, j: number) =>
      this.#statistics.areAlike(i, j) ? 0 : this.#index.compare(i, j, decision);
    leaders.keepBest(compare);
    return true;
  }
}
