import type { Policy, SelectionTable } from "../../policies/policy.ts";
import type { ArmStatistics } from "../../policies/statistics.ts";
import type { Watch } from "./watch.ts";

/** The selection probabilities of any policy that depends on counts alone, asked state by state. */
export class PolicyTable implements SelectionTable {
  readonly #policy: Policy;
  readonly #statistics: ArmStatistics;
  readonly #watch: Watch;
  readonly #nanosecondsPerState: number;
  readonly #probabilities: Float64Array;

  constructor(policy: Policy, statistics: ArmStatistics, watch: Watch, nanosecondsPerState: number) {
    this.#policy = policy;
    this.#statistics = statistics;
    this.#watch = watch;
    this.#nanosecondsPerState = nanosecondsPerState;
    this.#probabilities = new Float64Array(statistics.armCount);
  }

  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void {
    const statistics = this.#statistics;
    const last = statistics.armCount - 1;
    let size = 1;
    for (let arm = 0; arm <= last; arm++) {
      statistics.set(arm, pulls[arm], 0);
      size *= pulls[arm] + 1;
    }
    for (let state = 0; state < size;) {
      for (let s = 0; s <= pulls[last]; s++, state++) {
        if (mass?.[state] === 0) continue;
        statistics.set(last, pulls[last], s);
        this.#ask(out, state, size);
      }
      this.#watch.spend(this.#nanosecondsPerState * (pulls[last] + 1));
      for (let arm = last - 1; arm >= 0; arm--) {
        if (statistics.rewardSums[arm] < pulls[arm]) {
          statistics.set(arm, pulls[arm], statistics.rewardSums[arm] + 1);
          break;
        }
        statistics.set(arm, pulls[arm], 0);
      }
    }
  }

  #ask(out: Float64Array, state: number, size: number): void {
    const policy = this.#policy;
    const probabilities = this.#probabilities;
    policy.reset();
    if (policy.fillProbabilities) policy.fillProbabilities(probabilities);
    else policy.selectionProbabilities().arms.forEach(({ value }, arm) => (probabilities[arm] = value));
    for (let arm = 0; arm < probabilities.length; arm++) out[arm * size + state] = probabilities[arm];
  }
}
