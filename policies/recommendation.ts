import type { Policy } from "./policy.ts";
import type { Random } from "./random/random.ts";
import type { ArmStatistics } from "./statistics/arm-statistics.ts";

/**
 * The arm that a policy recommends as the best: its own recommendation if it has one, else an arm with the highest sample
 * mean, uniformly among those that tie. Arms without a pull count only if no arm has one. Ties are exact. O(K) where few arms tie, at most O(K²).
 *
 * @param random draws among arms that tie
 * @returns an arm, numbered from 0
 *
 * @example
 * ```ts
 * const statistics = new ArmStatistics(3);
 * statistics.set(2, 4, 1);
 * const policy = createPolicy(PolicySpec.parse({ kind: "uniform" }), { statistics });
 * recommendationOf(policy, statistics, stream(1, "policy", "")); // 2
 * ```
 */
export function recommendationOf(policy: Policy, statistics: ArmStatistics, random: Random): number {
  if (policy.recommend) return policy.recommend(random);
  const arms = Array.from({ length: statistics.armCount }, (_, arm) => arm);
  const pulled = arms.filter((arm) => statistics.pulls[arm] > 0);
  const compared = pulled.length > 0 ? pulled : arms;
  const best = compared.filter((arm) => compared.every((other) => statistics.compareMeans(arm, other, 0) >= 0));
  return best[random.below(best.length)];
}
