import { armsOf, evenly, greedyArms, type Reference } from "../testing/slow-rule.ts";

export const reference: Reference<"epsilon-greedy"> = (spec, statistics) => ({
  law: () => {
    const arms = armsOf(statistics);
    const leaders = greedyArms(statistics, spec.initialValue);
    const others = arms.filter((arm) => spec.explore === "all" || !leaders.includes(arm));
    const explored = evenly(others.length > 0 ? others : arms, arms.length);
    const exploited = evenly(leaders, arms.length, spec.tieBreak);
    return arms.map((arm) => spec.epsilon * explored[arm] + (1 - spec.epsilon) * exploited[arm]);
  },
});
