import type { Policy } from "./policy.ts";
import type { Random } from "./random/random.ts";
import type { ArmStatistics } from "./statistics/arm-statistics.ts";

/**
 * The arm that a policy names as the best: its own recommendation, or else an arm with the highest sample mean, uniformly
 * among those that tie; arms without a pull count only where all are without. O(K²) where many tie, else O(K).
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
