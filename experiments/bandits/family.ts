import * as z from "zod";
import type { ParameterMistake } from "../../policies/policy.ts";
import { type RewardSpace, rewardSpaces } from "../../policies/reward-space.ts";
import type { StationaryBandit } from "./bandit.ts";
import { Bernoulli } from "./bernoulli.ts";
import { Gaussian, standardDeviation } from "./gaussian.ts";

/** A family of reward distributions by mean, as data, for bandits whose means change. */
interface RewardFamily {
  rewards: RewardSpace;
  /** The smallest and the largest allowed mean. */
  means: readonly [least: number, most: number];
  deviation(mean: number, standardDeviation: number): number;
  /** Creates arms with these means. */
  world(means: Float64Array, standardDeviation: number): StationaryBandit;
}

export const rewardFamilies = {
  bernoulli: {
    rewards: rewardSpaces.binary,
    means: [0, 1],
    deviation: (mean) => Math.sqrt(mean * (1 - mean)),
    world: (means) => new Bernoulli(means),
  },
  gaussian: {
    rewards: rewardSpaces.real,
    means: [-1e9, 1e9],
    deviation: (_, standardDeviation) => standardDeviation,
    world: (means, standardDeviation) => new Gaussian(means, standardDeviation),
  },
} as const satisfies Record<string, RewardFamily>;

/** The parameters of a bandit whose arms are of either family. */
export const familyParameters = {
  family: z
    .enum(["bernoulli", "gaussian"])
    .default("bernoulli")
    .meta({ title: "rewards", description: "bernoulli: 0 or 1. gaussian: normal around the mean." }),
  standardDeviation: standardDeviation.meta({
    description: "For gaussian rewards only.",
    onlyWith: { family: "gaussian" },
  }),
};

/** The family of a bandit's arms. */
export interface FamilySpec {
  family: keyof typeof rewardFamilies;
  standardDeviation: number;
}

/** Creates arms of a family whose means never change. */
export function worldOf({ family, standardDeviation }: FamilySpec, means: readonly number[]): StationaryBandit {
  return rewardFamilies[family].world(Float64Array.from(means), standardDeviation);
}

/** The first mean that the family does not allow, as a mistake. */
export function meansMistake(
  family: FamilySpec["family"],
  means: readonly number[],
  path: (string | number)[],
): ParameterMistake | undefined {
  const [least, most] = rewardFamilies[family].means;
  const arm = means.findIndex((mean) => !(mean >= least && mean <= most));
  if (arm < 0) return undefined;
  const allowed = `in [${least}, ${most}]`;
  return { path: [...path, arm], message: `must be ${allowed} for ${family} rewards, got ${means[arm]}`, allowed };
}
