import { boundsMet, boundsUpTo, evenShares, type IndexBounds, indexSelectionTable } from "../index-selection-table.ts";
import { log } from "../numerics/elementary.ts";
import type { TablePlan, TieBreak } from "../policy.ts";
import { type Bonus, DOUBTFUL, UpperConfidence } from "./upper-confidence.ts";

const INDEX_NANOSECONDS = 5;

/** The law of upper confidence at all states of the same pulls. */
export function upperConfidenceTable(tieBreak: TieBreak, bonus: Bonus, armCount: number, mostPulls: number): TablePlan {
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => upperConfidenceBounds(bonus),
    shares: evenShares(tieBreak),
    policyOn: (statistics) => new UpperConfidence(statistics, tieBreak, bonus),
    nanosecondsToCreate: boundsUpTo(mostPulls) * INDEX_NANOSECONDS,
    measuredToCreate: boundsMet(armCount, mostPulls) * INDEX_NANOSECONDS,
    triesAllArmsFirst: true,
    bytes: 0,
  });
}

/** As far as doubles tell indices apart; arms without a pull come before all others. */
function upperConfidenceBounds(bonus: Bonus): IndexBounds {
  return {
    fill: (pulls, decision, lower, upper) => {
      if (pulls === 0) {
        lower[0] = upper[0] = Infinity;
        return;
      }
      const scale = bonus.coefficient * Math.sqrt(log(bonus.logarithmOf(decision - 1)));
      for (let s = 0; s <= pulls; s++) {
        const index = s / pulls + scale * (1 / Math.sqrt(pulls));
        const margin = DOUBTFUL * (index + scale);
        lower[s] = index - margin;
        upper[s] = index + margin;
      }
    },
  };
}
