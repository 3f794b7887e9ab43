import type { Policy, SelectionTable, TablePlan } from "../policy.ts";
import { ArmStatistics } from "../statistics.ts";

/** What one decision takes per arm where indices are known well enough. */
const DECISION_NANOSECONDS = 150;
/** Of all indices about a third has to be known to the end. */
const FINAL_SHARE = 1 / 3;
const BYTES_PER_STATE = 150;

/**
 * The law of the Gittins policy at all states of the same pulls, asked one by one: what costs is the indices, of which
 * there are no more than counts of one arm.
 *
 * @param policyOn the policy on some statistics, with its probabilities as plain numbers
 * @param indexNanoseconds what an index to full accuracy takes
 */
export function gittinsSelectionTable(
  policyOn: (statistics: ArmStatistics) => Policy & Required<Pick<Policy, "fillProbabilities">>,
  indexNanoseconds: number,
  armCount: number,
  mostPulls: number,
): TablePlan {
  const states = ((mostPulls + 1) * (mostPulls + 2)) / 2;
  return {
    nanosecondsToCreate: states * indexNanoseconds * FINAL_SHARE,
    nanosecondsPerState: DECISION_NANOSECONDS * armCount,
    bytes: states * BYTES_PER_STATE,
    create: (): SelectionTable => {
      const statistics = new ArmStatistics(armCount);
      const policy = policyOn(statistics);
      const law = new Float64Array(armCount);
      return { fill: (pulls, out) => fillOneByOne(policy, statistics, pulls, law, out) };
    },
  };
}

function fillOneByOne(
  policy: Policy & Required<Pick<Policy, "fillProbabilities">>,
  statistics: ArmStatistics,
  pulls: ArrayLike<number>,
  law: Float64Array,
  out: Float64Array,
): void {
  const armCount = pulls.length;
  let stateCount = 1;
  for (let arm = 0; arm < armCount; arm++) {
    statistics.set(arm, pulls[arm], 0);
    stateCount *= pulls[arm] + 1;
  }
  policy.reset();
  for (let state = 0; state < stateCount; state++) {
    policy.fillProbabilities(law);
    for (let arm = 0; arm < armCount; arm++) out[arm * stateCount + state] = law[arm];
    for (let arm = armCount - 1; arm >= 0; arm--) {
      const next = statistics.rewardSums[arm] + 1;
      statistics.set(arm, pulls[arm], next <= pulls[arm] ? next : 0);
      policy.update(arm, 1);
      if (next <= pulls[arm]) break;
    }
  }
}
