import { highestIndexLaw, type Reference } from "../testing/slow-rule.ts";

/** I = μ̂ + √(c·max(0, ln(T/(K·n)))/n), as Audibert & Bubeck write it for c = 1. */
export const reference: Reference<"moss"> = ({ scale, tieBreak }, statistics, horizon) => {
  const { armCount, pulls, rewardSums } = statistics;
  const arms = Array.from({ length: armCount }, (_, arm) => arm);
  const bonus = (arm: number) =>
    Math.sqrt((scale * Math.max(0, Math.log(horizon / (armCount * pulls[arm])))) / pulls[arm]);
  return {
    law: () =>
      highestIndexLaw(
        arms,
        (arm) => pulls[arm] === 0,
        (arm) => rewardSums[arm] / pulls[arm] + bonus(arm),
        (i, j) => statistics.compareMeans(i, j, 0) === 0 && (pulls[i] === pulls[j] || bonus(i) + bonus(j) === 0),
        tieBreak,
      ),
  };
};
