import type { SelectionTable, TablePlan, TieBreak } from "../policy.ts";
import { ArmStatistics } from "../statistics.ts";
import { marginOf, type RisingIndex } from "./rising-indices.ts";

/** Nanoseconds per arm of finding the highest of known indices. */
const SCAN_NANOSECONDS = 15;

/**
 * The law of a policy with rising indices at all states of the same pulls: an index depends on its own arm and the
 * decision only, so that it is solved for n + 1 times an arm instead of once a state.
 *
 * @param indexOn the index on some statistics
 * @param solveNanoseconds what one index takes, roughly
 */
export function risingIndexTable(
  indexOn: (statistics: ArmStatistics) => RisingIndex,
  tieBreak: TieBreak,
  solveNanoseconds: number,
  armCount: number,
  mostPulls: number,
): TablePlan {
  // C(T + K, K) ways to spread up to T pulls, each with at most T + K numbers of successes of single arms.
  let blocks = 1;
  for (let arm = 1; arm <= armCount; arm++) blocks *= (mostPulls + arm) / arm;
  return {
    nanosecondsToCreate: blocks * (mostPulls + armCount) * solveNanoseconds,
    nanosecondsPerState: SCAN_NANOSECONDS * armCount,
    bytes: 16 * armCount * (mostPulls + 1),
    create: () => {
      const statistics = new ArmStatistics(armCount);
      return new RisingIndexTable(statistics, indexOn(statistics), tieBreak, mostPulls);
    },
  };
}

class RisingIndexTable implements SelectionTable {
  readonly #statistics: ArmStatistics;
  readonly #index: RisingIndex;
  readonly #tieBreak: TieBreak;
  /** By arm and number of successes: the index, and what rounding may have done to it. */
  readonly #values: Float64Array[];
  readonly #margins: Float64Array[];

  constructor(statistics: ArmStatistics, index: RisingIndex, tieBreak: TieBreak, mostPulls: number) {
    this.#statistics = statistics;
    this.#index = index;
    this.#tieBreak = tieBreak;
    const places = () => Array.from(statistics.pulls, () => new Float64Array(mostPulls + 1));
    this.#values = places();
    this.#margins = places();
  }

  fill(pulls: ArrayLike<number>, out: Float64Array): void {
    const arms = Array.from(pulls, (_, arm) => arm);
    const stateCount = arms.reduce((product, arm) => product * (pulls[arm] + 1), 1);
    out.fill(0, 0, stateCount * arms.length);
    const untried = arms.filter((arm) => pulls[arm] === 0);
    if (this.#index.untriedFirst && untried.length > 0) {
      for (let state = 0; state < stateCount; state++) this.#share(untried, state, stateCount, out);
      return;
    }
    const decision = arms.reduce((sum, arm) => sum + pulls[arm], 1);
    this.#solve(pulls, decision);
    const successes = new Int32Array(arms.length);
    const leaders: number[] = [];
    for (let state = 0; state < stateCount; state++) {
      this.#findLeaders(pulls, successes, decision, leaders);
      this.#share(leaders, state, stateCount, out);
      for (let arm = arms.length - 1; arm >= 0 && ++successes[arm] > pulls[arm]; arm--) successes[arm] = 0;
    }
  }

  #solve(pulls: ArrayLike<number>, decision: number): void {
    const budget = this.#index.budget(decision);
    for (let arm = 0; arm < pulls.length; arm++) {
      for (let successes = 0; successes <= pulls[arm]; successes++) {
        this.#statistics.set(arm, pulls[arm], successes);
        this.#index.refresh(arm);
        const value = this.#index.solve(arm, budget, Infinity);
        this.#values[arm][successes] = value;
        this.#margins[arm][successes] = marginOf(this.#index, value, this.#index.slope(arm));
      }
    }
  }

  #findLeaders(pulls: ArrayLike<number>, successes: Int32Array, decision: number, leaders: number[]): void {
    let best = 0;
    for (let arm = 1; arm < successes.length; arm++) {
      if (this.#values[arm][successes[arm]] > this.#values[best][successes[best]]) best = arm;
    }
    const floor = this.#values[best][successes[best]] - this.#margins[best][successes[best]];
    leaders.length = 0;
    for (let arm = 0; arm < successes.length; arm++) {
      if (this.#values[arm][successes[arm]] + this.#margins[arm][successes[arm]] >= floor) leaders.push(arm);
    }
    if (leaders.length > 1) this.#settle(pulls, successes, decision, leaders);
  }

  /** Keeps of the arms that are about equal those with the highest index. */
  #settle(pulls: ArrayLike<number>, successes: Int32Array, decision: number, leaders: number[]): void {
    const isSame = (i: number, j: number) => pulls[i] === pulls[j] && successes[i] === successes[j];
    if (leaders.every((arm) => isSame(arm, leaders[0]))) return;
    for (const arm of leaders) {
      this.#statistics.set(arm, pulls[arm], successes[arm]);
      this.#index.refresh(arm);
    }
    const compare = (i: number, j: number) => (isSame(i, j) ? 0 : this.#index.compare(i, j, decision));
    const candidates = [...leaders];
    let [best] = candidates;
    for (const arm of candidates) if (compare(arm, best) > 0) best = arm;
    leaders.length = 0;
    for (const arm of candidates) if (arm === best || compare(arm, best) === 0) leaders.push(arm);
  }

  #share(leaders: readonly number[], state: number, stateCount: number, out: Float64Array): void {
    if (this.#tieBreak === "first") out[leaders[0] * stateCount + state] = 1;
    else for (const arm of leaders) out[arm * stateCount + state] = 1 / leaders.length;
  }
}
