import type { SelectionTable } from "../../policies/tables/table-plan.ts";
import type { Policy } from "../../policies/policy.ts";
import type { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import type { Watch } from "../watch.ts";

/** Selection probabilities of any policy that depends on counts alone, computed state by state. */
export class PolicyTable implements SelectionTable {
  readonly #policy: Policy;
  readonly #statistics: ArmStatistics;
  readonly #watch: Watch;
  readonly #nanosecondsPerState: number;
  readonly #probabilities: Float64Array;
  undecidedMass = 0;

  constructor(policy: Policy, statistics: ArmStatistics, watch: Watch, nanosecondsPerState: number) {
    this.#policy = policy;
    this.#statistics = statistics;
    this.#watch = watch;
    this.#nanosecondsPerState = nanosecondsPerState;
    this.#probabilities = new Float64Array(statistics.armCount);
  }

  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void {
    const { armCount, rewardSums } = this.#statistics;
    const last = armCount - 1;
    let size = 1;
    for (let arm = 0; arm <= last; arm++) {
      this.#statistics.set(arm, pulls[arm], 0);
      size *= pulls[arm] + 1;
    }
    const width = pulls[last] + 1;
    for (let row = 0; row < size; row += width) {
      for (let s = 0; s < width; s++) {
        this.#watch.spend(this.#nanosecondsPerState);
        if (mass !== undefined && mass[row + s] === 0) continue;
        rewardSums[last] = s;
        this.#ask(out, row + s, size);
        if (this.#policy.isTieByTolerance) this.undecidedMass += mass === undefined ? 1 : mass[row + s];
      }
      let arm = last - 1;
      while (arm >= 0 && ++rewardSums[arm] > pulls[arm]) rewardSums[arm--] = 0;
    }
  }

  #ask(out: Float64Array, state: number, size: number): void {
    const policy = this.#policy;
    const probabilities = this.#probabilities;
    policy.reset();
    if (policy.fillProbabilities) policy.fillProbabilities(probabilities);
    else policy.selectionProbabilities().arms.forEach(({ value }, arm) => (probabilities[arm] = value));
    for (let arm = 0, i = state; arm < probabilities.length; arm++, i += size) out[i] = probabilities[arm];
  }
}
