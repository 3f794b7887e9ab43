import { betaDistribution } from "../posteriors/distributions/beta-distribution.ts";
import { armsOf, evenly, highestArms, type Reference, sameCounts } from "../testing/slow-rule.ts";

export const reference: Reference<"bayes-ucb"> = ({ alpha, beta, tieBreak }, statistics) => ({
  law: () => {
    const { pulls, rewardSums, decision, armCount } = statistics;
    const arms = armsOf(statistics);
    if (decision === 1) return evenly(arms, armCount, tieBreak);
    const quantiles = arms.map((arm) =>
      betaDistribution(alpha + rewardSums[arm], beta + pulls[arm] - rewardSums[arm]).upperQuantile(1 / decision),
    );
    const best = highestArms(quantiles, sameCounts(statistics));
    return best && evenly(best, armCount, tieBreak);
  },
});
