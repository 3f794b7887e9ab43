import type { ArmStatistics } from "../../statistics/arm-statistics.ts";
import type { IndexFormula } from "./index-formula.ts";
import { MEAN, PULLS, REWARD_SUM, SQUARE_SUM, VARIANCE } from "./tape.ts";

/** The index of every arm in doubles; ∞ for an arm without a pull, which comes before all others. O(K). */
export function indexValues(formula: IndexFormula, statistics: ArmStatistics): Float64Array {
  const { pulls, rewardSums, squareSums } = statistics;
  const tape = formula.tape();
  tape.setClock(statistics.totalPulls);
  return Float64Array.from({ length: statistics.armCount }, (_, arm) => {
    if (pulls[arm] === 0) return Infinity;
    const mean = statistics.sampleMean(arm);
    tape.values[PULLS] = pulls[arm];
    tape.values[REWARD_SUM] = rewardSums[arm];
    tape.values[SQUARE_SUM] = squareSums[arm];
    tape.values[MEAN] = mean;
    tape.values[VARIANCE] = Math.max(0, squareSums[arm] / pulls[arm] - mean * mean);
    tape.evaluate();
    return tape.values[tape.result];
  });
}
