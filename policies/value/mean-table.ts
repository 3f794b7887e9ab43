import { boundsUpTo, type IndexBounds, indexSelectionTable, type LeaderShares } from "../index-selection-table.ts";
import type { Policy, TablePlan } from "../policy.ts";
import type { ArmStatistics } from "../statistics.ts";

const MEAN_NANOSECONDS = 4;

/** The law of a policy that tells arms by their highest sample mean, at all states of the same pulls. */
export function meanTable(
  policyOn: (statistics: ArmStatistics) => Policy & Required<Pick<Policy, "fillProbabilities">>,
  initialValue: number,
  shares: LeaderShares,
  armCount: number,
  mostPulls: number,
): TablePlan {
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => meanBounds(initialValue),
    shares,
    policyOn,
    nanosecondsToCreate: boundsUpTo(mostPulls) * MEAN_NANOSECONDS,
    bytes: 0,
  });
}

/** Quotients of whole numbers below 2²⁶ are equal if their doubles are, so that equal doubles are ties. */
function meanBounds(initialValue: number): IndexBounds {
  return {
    fill: (pulls, _, lower, upper) => {
      for (let s = 0; s <= pulls; s++) lower[s] = upper[s] = pulls === 0 ? initialValue : s / pulls;
    },
  };
}
