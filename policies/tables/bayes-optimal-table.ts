import type { SelectionTable, TablePlan } from "./table-plan.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import type { BayesOptimalPlan } from "../planning/bayes-optimal-plan.ts";
import { bayesOptimalPlan } from "../planning/bayes-optimal-value.ts";
import { planBytes } from "../planning/plan-limits.ts";
import { planningNanoseconds } from "../planning/plan-limits.ts";

/** Time to look up a state, and to write the share of an arm. */
const STATE_NANOSECONDS = 6;
const SHARE_NANOSECONDS = 1.5;

/** The law of optimal play of mostPulls + 1 pulls, at all states with the same pulls, read from the plan. */
export function bayesOptimalTable(priors: readonly BetaParameters[], tieBreak: TieBreak, mostPulls: number): TablePlan {
  const horizon = mostPulls + 1;
  return {
    nanosecondsToCreate: planningNanoseconds(priors.length, horizon),
    nanosecondsPerState: STATE_NANOSECONDS + SHARE_NANOSECONDS * priors.length,
    bytes: planBytes(priors.length, horizon),
    create: () => new BayesOptimalTable(bayesOptimalPlan(priors, horizon, true), tieBreak, priors.length),
  };
}

class BayesOptimalTable implements SelectionTable {
  readonly #plan: BayesOptimalPlan;
  /** Successes and failures of every arm, in turn. */
  readonly #counts: Int32Array;
  /** The probability of an arm, by arm and by the set of best arms. */
  readonly #shares: Float64Array[];
  #best = new Uint8Array(0);
  undecidedMass = 0;

  constructor(plan: BayesOptimalPlan, tieBreak: TieBreak, armCount: number) {
    this.#plan = plan;
    this.#counts = new Int32Array(2 * armCount);
    this.#shares = Array.from({ length: armCount }, (_, arm) =>
      Float64Array.from({ length: 1 << armCount }, (__, set) => shareOf(arm, set, tieBreak)),
    );
  }

  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void {
    const counts = this.#counts;
    const armCount = this.#shares.length;
    let stateCount = 1;
    for (let arm = 0; arm < armCount; arm++) {
      counts[2 * arm] = 0;
      counts[2 * arm + 1] = pulls[arm];
      stateCount *= pulls[arm] + 1;
    }
    const width = pulls[armCount - 1] + 1;
    if (this.#best.length < width) this.#best = new Uint8Array(2 * width);
    const best = this.#best;
    for (let row = 0; row < stateCount; row += width) {
      this.#plan.bestArmsAlong(counts, best);
      for (let arm = 0; arm < armCount; arm++) {
        const shares = this.#shares[arm];
        const start = arm * stateCount + row;
        for (let s = 0; s < width; s++) out[start + s] = shares[best[s]];
      }
      if (this.#plan.hasDoubts) this.#addUndecided(row, width, mass);
      for (let arm = armCount - 2; arm >= 0; arm--) {
        if (counts[2 * arm] < pulls[arm]) {
          counts[2 * arm]++;
          counts[2 * arm + 1]--;
          break;
        }
        counts[2 * arm] = 0;
        counts[2 * arm + 1] = pulls[arm];
      }
    }
  }

  /** Along a row, as failures of the last arm turn into successes. */
  #addUndecided(row: number, width: number, mass?: Float64Array): void {
    const counts = this.#counts;
    const last = counts.length - 1;
    const failures = counts[last];
    for (let s = 0; s < width; s++) {
      counts[last - 1] = s;
      counts[last] = failures - s;
      if (this.#plan.isByTolerance(counts)) this.undecidedMass += mass === undefined ? 1 : mass[row + s];
    }
    counts[last - 1] = 0;
    counts[last] = failures;
  }
}

function shareOf(arm: number, set: number, tieBreak: TieBreak): number {
  const bit = 1 << arm;
  if (!(set & bit)) return 0;
  if (tieBreak === "first") return set & (bit - 1) ? 0 : 1;
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return 1 / count;
}
