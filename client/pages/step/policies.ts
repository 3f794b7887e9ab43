import { computableRewards, needsOf, policyDefinitions, PolicySpec } from "../../../policies/registry.ts";
import { containsSpace, rewardSpaces } from "../../../policies/reward-space.ts";

/** Whether a policy, by its defaults, plays arms that pay 0 or 1. */
export function takesBernoulli(kind: string): boolean {
  const needs = needsOf(PolicySpec.parse({ kind }), rewardSpaces.binary);
  return containsSpace(computableRewards(needs), rewardSpaces.binary);
}

/** The policies that can be chosen. */
export const offeredPolicies = policyDefinitions
  .filter(({ kind }) => takesBernoulli(kind))
  .map(({ kind, label }) => ({ value: kind, label }));
