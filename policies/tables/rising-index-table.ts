import { boundsMet, boundsUpTo, evenShares, type IndexBounds, indexSelectionTable } from "./index-selection-table.ts";
import { log } from "../numerics/elementary.ts";
import type { TablePlan } from "./table-plan.ts";
import type { TieBreak } from "../tied-arms.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { marginOf, type RisingIndex, RisingIndices } from "../index/rising-indices.ts";

/** Indices are computed at decisions that grow by about this factor. */
const STRIDE = 1.2;
/** Time of an index in a table, where it starts from the index of fewer successes, relative to a single one. */
const SOLVED_IN_ROW = 0.25;
/** Time of bounds between two such decisions. */
const BOUND_NANOSECONDS = 8;
const BYTES_PER_STATE = 32;

/**
 * The law of a policy with rising indices at all states with the same pulls.
 *
 * @param indexOn makes the index on some statistics
 * @param solveNanoseconds approximate time of one index
 * @param triesAllArmsFirst the index's `untriedFirst`
 */
export function risingIndexTable(
  indexOn: (statistics: ArmStatistics) => RisingIndex,
  tieBreak: TieBreak,
  solveNanoseconds: number,
  armCount: number,
  mostPulls: number,
  triesAllArmsFirst: boolean,
): TablePlan {
  const states = ((mostPulls + 1) * (mostPulls + 2)) / 2;
  // After n pulls from decision n + 1 to T, in steps of a factor r: ∫ n·log_r(T/n) dn = T²/(4·ln r), besides the first.
  const solved = states * (1 + 1 / (2 * log(STRIDE)));
  // A single arm has all pulls, so each index is needed once, between two decisions.
  const solvedInRow = SOLVED_IN_ROW * (armCount === 1 ? 2 * states : solved);
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => new RisingBounds(indexOn, mostPulls),
    shares: evenShares(tieBreak),
    policyOn: (statistics) => new RisingIndices(statistics, tieBreak, indexOn(statistics)),
    nanosecondsToCreate: solved * solveNanoseconds + boundsUpTo(mostPulls) * BOUND_NANOSECONDS,
    measuredToCreate: solvedInRow * solveNanoseconds + boundsMet(armCount, mostPulls) * BOUND_NANOSECONDS,
    triesAllArmsFirst,
    bytes: states * BYTES_PER_STATE,
  });
}

/** Indices after some pulls at one decision, by successes. */
interface Known {
  decision: number;
  budget: number;
  values: Float64Array;
  slopes: Float64Array;
}

/**
 * Bounds of concave rising indices at every decision, from the indices at a few: between two of them the chord lies below
 * and both tangents lie above.
 */
class RisingBounds implements IndexBounds {
  readonly #index: RisingIndex;
  readonly #statistics = new ArmStatistics(1);
  readonly #lastDecision: number;
  /** By pulls: the indices at the two decisions around the present one. */
  readonly #segments: [Known, Known][] = [];

  constructor(indexOn: (statistics: ArmStatistics) => RisingIndex, mostPulls: number) {
    this.#index = indexOn(this.#statistics);
    this.#lastDecision = mostPulls + 1;
  }

  fill(pulls: number, decision: number, lower: Float64Array, upper: Float64Array): void {
    if (this.#index.untriedFirst && pulls === 0) {
      lower[0] = upper[0] = Infinity;
      return;
    }
    const [left, right] = this.#segmentAround(pulls, decision);
    const more = this.#index.budget(decision) - left.budget;
    const less = right.budget - this.#index.budget(decision);
    const share = more / (more + less);
    for (let s = 0; s <= pulls; s++) {
      const [start, slope, end] = [left.values[s], left.slopes[s], right.values[s]];
      if (decision === right.decision || start === end) {
        const margin = marginOf(this.#index, end, right.slopes[s]);
        // An infinite index is below that of an untried arm.
        lower[s] = Math.min(Number.MAX_VALUE, end - margin);
        upper[s] = Math.min(Number.MAX_VALUE, end + margin);
      } else if (Number.isFinite(start) && Number.isFinite(slope)) {
        const margin = this.#index.doubtful * (1 + Math.max(Math.abs(start), Math.abs(end)) + slope);
        lower[s] = start + share * (end - start) - margin;
        upper[s] = Math.min(start + slope * more, end - right.slopes[s] * less) + margin;
      } else {
        [lower[s], upper[s]] = [-Infinity, Infinity];
      }
    }
  }

  #segmentAround(pulls: number, decision: number): [Known, Known] {
    const known = this.#segments[pulls];
    if (known && decision <= known[1].decision) return known;
    const left = known ? known[1] : this.#solve(pulls, decision);
    const next = Math.min(this.#lastDecision, Math.max(decision, Math.floor(left.decision * STRIDE)));
    const right = next === left.decision ? left : this.#solve(pulls, next, left);
    return (this.#segments[pulls] = [left, right]);
  }

  /** @param before indices at an earlier decision, whose tangents bound these from above */
  #solve(pulls: number, decision: number, before?: Known): Known {
    const budget = this.#index.budget(decision);
    const [values, slopes] = [new Float64Array(pulls + 1), new Float64Array(pulls + 1)];
    for (let s = 0; s <= pulls; s++) {
      this.#statistics.set(0, pulls, s);
      this.#index.refresh(0);
      const bound = before ? before.values[s] + before.slopes[s] * (budget - before.budget) : Infinity;
      values[s] = this.#index.solve(0, budget, Number.isNaN(bound) ? Infinity : bound);
      slopes[s] = this.#index.slope(0);
    }
    return { decision, budget, values, slopes };
  }
}
