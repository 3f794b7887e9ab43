import { boundsMet, boundsUpTo, evenShares, type IndexBounds, indexSelectionTable } from "./index-selection-table.ts";
import type { TablePlan } from "./table-plan.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { IndexFormula } from "../index/formula/index-formula.ts";
import { indexPolicy } from "../index/index-policy.ts";
import { DOUBTFUL } from "../index/index-ties.ts";
import { errorOfProduct, Factor } from "../index/formula/factor.ts";
import { MEAN, PULLS, REWARD_SUM, SQUARE_SUM, VARIANCE } from "../index/formula/tape.ts";

/** Time of an index mean + C·W, and of an index that is computed for every number of successes. */
const SUM_NANOSECONDS = 5;
const COMPUTED_NANOSECONDS = 60;

/** The law of an index policy at all states with the same pulls. */
export function indexTable(formula: IndexFormula, tieBreak: TieBreak, armCount: number, mostPulls: number): TablePlan {
  const nanoseconds = formula.shape ? SUM_NANOSECONDS : COMPUTED_NANOSECONDS;
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => (formula.shape ? boundsOfSums(formula) : computedBounds(formula)),
    shares: evenShares(tieBreak),
    policyOn: (statistics) => indexPolicy(formula, tieBreak, { statistics }),
    nanosecondsToCreate: boundsUpTo(mostPulls) * nanoseconds,
    measuredToCreate: boundsMet(armCount, mostPulls) * nanoseconds,
    triesAllArmsFirst: true,
    bytes: 0,
  });
}

/** Bounds as close as doubles tell indices apart; arms without a pull come before all others. */
function boundsOfSums(formula: IndexFormula): IndexBounds {
  const clock = new Factor(formula.tape(formula.shape!.clock), "all arms");
  const arm = new Factor(formula.tape(formula.shape!.pulls), "an arm");
  return {
    fill: (pulls, decision, lower, upper) => {
      if (pulls === 0) return fillUntried(lower, upper);
      const scale = clock.at(decision - 1);
      const width = arm.at(pulls);
      const slack = errorOfProduct(clock, arm);
      for (let s = 0; s <= pulls; s++) {
        const index = s / pulls + scale * width;
        const margin = DOUBTFUL * (index + scale) + slack;
        lower[s] = index - margin;
        upper[s] = index + margin;
      }
    },
  };
}

function computedBounds(formula: IndexFormula): IndexBounds {
  const tape = formula.tape();
  const { values, errors, result } = tape;
  return {
    fill: (pulls, decision, lower, upper) => {
      if (pulls === 0) return fillUntried(lower, upper);
      tape.setClock(decision - 1);
      values[PULLS] = pulls;
      for (let s = 0; s <= pulls; s++) {
        const mean = s / pulls;
        values[REWARD_SUM] = s;
        values[SQUARE_SUM] = s;
        values[MEAN] = mean;
        values[VARIANCE] = mean * (1 - mean);
        tape.evaluate();
        const margin = DOUBTFUL * (1 + Math.abs(values[result])) + errors[result];
        lower[s] = values[result] - margin;
        upper[s] = values[result] + margin;
      }
    },
  };
}

function fillUntried(lower: Float64Array, upper: Float64Array): void {
  lower[0] = upper[0] = Infinity;
}
