import { evenlyAmong } from "../numerics/probability.ts";
import type { Policy, TieBreak } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";

/**
 * Indices that rise with a budget, which itself rises from decision to decision, and rise ever more slowly: each is a
 * concave function of the budget while its arm is not pulled.
 */
export interface RisingIndex {
  /** Whether arms without a pull come first, whatever their index. */
  untriedFirst: boolean;
  /** The budget at a decision, not below that of the decisions before. */
  budget(decision: number): number;
  /** Takes in the statistics of an arm, as they stand. */
  refresh(arm: number): void;
  /** Indices are compared by `compare` if they differ by less than this times 1 + |index| + slope, beyond rounding. */
  doubtful: number;
  /**
   * The index of an arm, in any variable; may be infinite.
   *
   * @param bound a number that the index is known not to exceed
   */
  solve(arm: number, budget: number, bound: number): number;
  /** The derivative of the arm's index in the budget, where it was solved last; may be infinite. */
  slope(arm: number): number;
  /** The sign of the difference of two indices that are about equal, as far as it can be known; 0 is a tie. */
  compare(i: number, j: number, decision: number): number;
}

/** What rounding may have done to an index, and more. */
export function marginOf({ doubtful }: RisingIndex, value: number, slope: number): number {
  return Number.isFinite(value) ? doubtful * (1 + Math.abs(value) + slope) : 0;
}

/**
 * An arm with the highest of some rising indices. Tangents of the concave indices bound them from above, so that most
 * decisions solve for one or two arms instead of all: that with the highest bound, until no bound of another reaches the
 * highest index. O(K) a decision besides.
 */
export class RisingIndices implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #tieBreak: TieBreak;
  readonly #index: RisingIndex;
  /** Index, its slope, and the budget for which they were found; no index is known where that is −∞ and the slope ∞. */
  readonly #values: Float64Array;
  readonly #slopes: Float64Array;
  readonly #budgets: Float64Array;
  readonly #bounds: Float64Array;
  readonly #leaders: Int32Array;
  #count = 0;
  #isSettled = false;
  #untried = 0;

  constructor(statistics: ArmStatistics, tieBreak: TieBreak, index: RisingIndex) {
    this.#statistics = statistics;
    this.#tieBreak = tieBreak;
    this.#index = index;
    this.#values = new Float64Array(statistics.armCount);
    this.#slopes = new Float64Array(statistics.armCount);
    this.#budgets = new Float64Array(statistics.armCount);
    this.#bounds = new Float64Array(statistics.armCount);
    this.#leaders = new Int32Array(statistics.armCount);
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    this.#budgets.fill(-Infinity);
    this.#slopes.fill(Infinity);
    for (let arm = 0; arm < this.#values.length; arm++) {
      if (this.#statistics.pulls[arm] === 0) this.#untried++;
      this.#index.refresh(arm);
    }
  }

  update(arm: number): void {
    if (this.#statistics.pulls[arm] === 1) this.#untried--;
    this.#budgets[arm] = -Infinity;
    this.#slopes[arm] = Infinity;
    this.#isSettled = false;
    this.#index.refresh(arm);
  }

  select(random: Random): number {
    this.#findLeaders();
    if (this.#count === 1 || this.#tieBreak === "first") return this.#leaders[0];
    return this.#leaders[random.below(this.#count)];
  }

  selectionProbabilities() {
    this.#findLeaders();
    const leaders = this.#leaders.slice(0, this.#tieBreak === "first" ? 1 : this.#count);
    return evenlyAmong([...leaders], this.#values.length);
  }

  fillProbabilities(out: Float64Array): void {
    this.#findLeaders();
    out.fill(0);
    if (this.#tieBreak === "first") out[this.#leaders[0]] = 1;
    else for (let place = 0; place < this.#count; place++) out[this.#leaders[place]] = 1 / this.#count;
  }

  #findLeaders(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#count = 0;
    const { armCount, pulls, decision } = this.#statistics;
    if (this.#index.untriedFirst && this.#untried > 0) {
      for (let arm = 0; arm < armCount; arm++) if (pulls[arm] === 0) this.#leaders[this.#count++] = arm;
      return;
    }
    const best = this.#solveForHighest(this.#index.budget(decision));
    const floor = this.#values[best] - this.#margin(best);
    for (let arm = 0; arm < armCount; arm++) if (this.#bounds[arm] >= floor) this.#leaders[this.#count++] = arm;
    if (this.#count > 1) this.#settle(decision);
  }

  /** Solves for the arms that may be the highest, and leaves an upper bound of its index with every arm. */
  #solveForHighest(budget: number): number {
    const bounds = this.#bounds;
    for (let arm = 0; arm < bounds.length; arm++) bounds[arm] = this.#boundAt(arm, budget);
    for (;;) {
      let best = -1;
      let next = -1;
      for (let arm = 0; arm < bounds.length; arm++) {
        if (this.#budgets[arm] === budget) {
          if (best < 0 || this.#values[arm] > this.#values[best]) best = arm;
        } else if (next < 0 || bounds[arm] > bounds[next]) next = arm;
      }
      if (next < 0 || (best >= 0 && bounds[next] < this.#values[best] - this.#margin(best))) return best;
      this.#values[next] = this.#index.solve(next, budget, bounds[next]);
      this.#slopes[next] = this.#index.slope(next);
      this.#budgets[next] = budget;
      bounds[next] = this.#values[next] + this.#margin(next);
    }
  }

  /** By the tangent where the index was solved last; an infinite slope may come with an index of −∞, and says nothing. */
  #boundAt(arm: number, budget: number): number {
    const more = budget - this.#budgets[arm];
    if (more !== 0 && this.#slopes[arm] === Infinity) return Infinity;
    return this.#values[arm] + (more === 0 ? 0 : this.#slopes[arm] * more) + this.#margin(arm);
  }

  #margin(arm: number): number {
    return marginOf(this.#index, this.#values[arm], this.#slopes[arm]);
  }

  /** Keeps of the arms that are about equal those with the highest index. */
  #settle(decision: number): void {
    const { pulls, rewardSums } = this.#statistics;
    const candidates = [...this.#leaders.subarray(0, this.#count)];
    const compare = (i: number, j: number) =>
      pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j] ? 0 : this.#index.compare(i, j, decision);
    let [best] = candidates;
    for (const arm of candidates) if (compare(arm, best) > 0) best = arm;
    this.#count = 0;
    for (const arm of candidates) if (arm === best || compare(arm, best) === 0) this.#leaders[this.#count++] = arm;
  }
}
