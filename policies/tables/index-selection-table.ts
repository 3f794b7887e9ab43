import type { SelectionTable, TablePlan } from "./table-plan.ts";
import type { Policy } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import { CountStatistics } from "../statistics/count-statistics.ts";

/** Time to find the leaders of a state, and to write the share of an arm. */
const STATE_NANOSECONDS = 6;
const SHARE_NANOSECONDS = 1.5;

/** Bounds of an index that depends on the arm's own pulls and successes, and on the decision. */
export interface IndexBounds {
  /**
   * Writes bounds of the indices after these pulls and 0, 1 … pulls successes; they may be infinite, never NaN. If an
   * arm's lower bound is above another's upper bound, the policy prefers it and does not count the two as tied by
   * tolerance. Equal bounds are the index itself, and arms with the same index tie.
   *
   * @param decision t; not below that of an earlier call
   */
  fill(pulls: number, decision: number, lower: Float64Array, upper: Float64Array): void;
}

/** The probabilities of the first leader, of every other leader and of every other arm, by the number of leaders. */
export type LeaderShares = (leaderCount: number) => [first: number, leader: number, rest: number];

/** Leaders share evenly, or the first leader has everything. */
export function evenShares(tieBreak: TieBreak): LeaderShares {
  return tieBreak === "first" ? () => [1, 0, 0] : (leaderCount) => [1 / leaderCount, 1 / leaderCount, 0];
}

export interface IndexTableOptions {
  armCount: number;
  /** The most pulls of all arms together. */
  mostPulls: number;
  bounds: () => IndexBounds;
  shares: LeaderShares;
  /** Makes the policy, which has `fillProbabilities`: it decides what the bounds leave open. */
  policyOn: (statistics: ArmStatistics) => Policy;
  /** Approximate time of all bounds, and of all questions to the policy. */
  nanosecondsToCreate: number;
  bytes: number;
  /** See `TablePlan`. */
  measuredToCreate?: number;
  triesAllArmsFirst?: boolean;
}

/**
 * The law of a policy that plays an arm with the highest index, at all states with the same pulls. An index depends on a
 * single arm, so bounds are computed for n + 1 numbers of successes an arm, once a decision, and a state only compares
 * them. If the bounds of arms with different pulls or successes overlap, the policy itself is asked, so the law is
 * exact.
 */
export function indexSelectionTable(options: IndexTableOptions): TablePlan {
  const { armCount, mostPulls, nanosecondsToCreate, measuredToCreate, triesAllArmsFirst, bytes } = options;
  return {
    nanosecondsToCreate,
    measuredToCreate,
    triesAllArmsFirst,
    nanosecondsPerState: STATE_NANOSECONDS + SHARE_NANOSECONDS * armCount,
    bytes: bytes + 8 * (mostPulls + 1) * (mostPulls + 2),
    create: () => new IndexSelectionTable(options),
  };
}

/** The number of bounds that are needed: (n, s) with n ≤ t at the decisions t = 0 … T. */
export function boundsUpTo(mostPulls: number): number {
  return ((mostPulls + 1) * (mostPulls + 2) * (mostPulls + 3)) / 6;
}

/** The number of bounds that are met: with a single arm, which has all pulls, n = t alone. */
export function boundsMet(armCount: number, mostPulls: number): number {
  return armCount === 1 ? ((mostPulls + 1) * (mostPulls + 2)) / 2 : boundsUpTo(mostPulls);
}

class IndexSelectionTable implements SelectionTable {
  readonly #bounds: IndexBounds;
  readonly #shares: [number, number, number][];
  readonly #policy: Policy;
  readonly #statistics: ArmStatistics;
  readonly #law: Float64Array;
  /** By pulls and successes, for the decision in `#decisions`. */
  readonly #lower: Float64Array[];
  readonly #upper: Float64Array[];
  readonly #decisions: Int32Array;
  /** By arm, at the present state. */
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;
  undecidedMass = 0;
  /** Whether the last decision was a tie by tolerance. */
  #isUndecided = false;

  constructor({ armCount, mostPulls, bounds, shares, policyOn }: IndexTableOptions) {
    this.#bounds = bounds();
    this.#shares = Array.from({ length: armCount + 1 }, (_, leaderCount) => shares(leaderCount));
    // Rewards are 0 or 1, so squares are rewards.
    this.#statistics = new CountStatistics(armCount);
    this.#policy = policyOn(this.#statistics);
    this.#law = new Float64Array(armCount);
    this.#lower = Array.from({ length: mostPulls + 1 }, (_, pulls) => new Float64Array(pulls + 1));
    this.#upper = Array.from({ length: mostPulls + 1 }, (_, pulls) => new Float64Array(pulls + 1));
    this.#decisions = new Int32Array(mostPulls + 1);
    this.#lows = new Float64Array(armCount);
    this.#highs = new Float64Array(armCount);
  }

  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void {
    const { armCount, rewardSums } = this.#statistics;
    const last = armCount - 1;
    let stateCount = 1;
    for (let arm = 0; arm < armCount; arm++) {
      this.#statistics.set(arm, pulls[arm], 0);
      stateCount *= pulls[arm] + 1;
    }
    for (let arm = 0; arm < armCount; arm++) this.#know(pulls[arm]);
    const [alone, , rest] = this.#shares[1];
    out.fill(rest, 0, stateCount * armCount);
    const width = pulls[last] + 1;
    for (let row = 0; row < stateCount; row += width) {
      this.#fillRow(row, stateCount, alone, out, mass);
      for (let arm = last - 1; arm >= 0 && ++rewardSums[arm] > pulls[arm]; arm--) rewardSums[arm] = 0;
    }
  }

  #know(pulls: number): void {
    const { decision } = this.#statistics;
    if (this.#decisions[pulls] === decision) return;
    this.#decisions[pulls] = decision;
    this.#bounds.fill(pulls, decision, this.#lower[pulls], this.#upper[pulls]);
  }

  /** All states that differ in the successes of the last arm alone. */
  #fillRow(row: number, stateCount: number, alone: number, out: Float64Array, mass?: Float64Array): void {
    const { pulls, rewardSums } = this.#statistics;
    const [lows, highs] = [this.#lows, this.#highs];
    const last = lows.length - 1;
    let leader = 0;
    let floor = -Infinity;
    let ceiling = -Infinity;
    let rival = -Infinity;
    for (let arm = 0; arm < last; arm++) {
      const low = (lows[arm] = this.#lower[pulls[arm]][rewardSums[arm]]);
      const high = (highs[arm] = this.#upper[pulls[arm]][rewardSums[arm]]);
      if (low > floor) floor = low;
      if (high > ceiling) {
        rival = ceiling;
        ceiling = high;
        leader = arm;
      } else if (high > rival) rival = high;
    }
    const [lower, upper] = [this.#lower[pulls[last]], this.#upper[pulls[last]]];
    const isSingle = rival < floor;
    const ofLeader = leader * stateCount + row;
    const ofLast = last * stateCount + row;
    for (let s = 0; s < lower.length; s++) {
      if (lower[s] > ceiling) out[ofLast + s] = alone;
      else if (isSingle && upper[s] < floor) out[ofLeader + s] = alone;
      else if (mass === undefined || mass[row + s] > 0) {
        lows[last] = lower[s];
        highs[last] = upper[s];
        rewardSums[last] = s;
        this.#decide(Math.max(floor, lower[s]), row + s, stateCount, out);
        if (this.#isUndecided) this.undecidedMass += mass === undefined ? 1 : mass[row + s];
      }
    }
    rewardSums[last] = 0;
  }

  /** Decides a state at which more than one arm may reach the highest lower bound: a tie if these arms are alike. */
  #decide(floor: number, state: number, stateCount: number, out: Float64Array): void {
    const highs = this.#highs;
    this.#isUndecided = false;
    let first = -1;
    let count = 0;
    for (let arm = 0; arm < highs.length; arm++) {
      if (highs[arm] < floor) continue;
      count++;
      if (first < 0) first = arm;
      else if (!this.#tie(first, arm)) {
        this.#ask(state, stateCount, out);
        return;
      }
    }
    const [ofFirst, ofLeader, rest] = this.#shares[count];
    for (let arm = 0, i = state; arm < highs.length; arm++, i += stateCount) {
      out[i] = arm === first ? ofFirst : highs[arm] >= floor ? ofLeader : rest;
    }
  }

  /** Whether two arms have the same index, or the same pulls and successes. */
  #tie(i: number, j: number): boolean {
    const [lows, highs] = [this.#lows, this.#highs];
    if (lows[i] === highs[i] && lows[j] === highs[j] && lows[i] === lows[j]) return true;
    const { pulls, rewardSums } = this.#statistics;
    return pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j];
  }

  #ask(state: number, stateCount: number, out: Float64Array): void {
    this.#policy.reset();
    this.#policy.fillProbabilities!(this.#law);
    this.#isUndecided = this.#policy.isTieByTolerance ?? false;
    for (let arm = 0, i = state; arm < this.#law.length; arm++, i += stateCount) out[i] = this.#law[arm];
  }
}
