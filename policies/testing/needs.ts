import type { PolicyNeeds } from "../policy.ts";
import type { Random } from "../random/random.ts";
import { computableRewards, needsOf, policyDefinitions, PolicySpec } from "../registry.ts";
import { containsSpace, type RewardSpace, rewardSpaces } from "../reward-space.ts";

/** What a kind needs with its default parameters. */
export function needsOfKind(kind: string, rewards: RewardSpace = rewardSpaces.real): PolicyNeeds {
  return needsOf(PolicySpec.parse({ kind }), rewards);
}

/** Whether a kind can compute with rewards, with its default parameters. */
export function takesRewards(kind: string, rewards: RewardSpace): boolean {
  return containsSpace(computableRewards(needsOfKind(kind, rewards)), rewards);
}

/** The kinds that depend on counts alone where rewards are 0 or 1. */
export const countBasedKinds = policyDefinitions
  .map(({ kind }) => kind)
  .filter((kind) => needsOfKind(kind, rewardSpaces.binary).belief === "counts");

const refuse = () => {
  throw new Error("This rule does not draw when it learns.");
};

/** The randomness of learning, for rules that use none. */
export const noRandom: Random = { word: refuse, uniform: refuse, below: refuse };
