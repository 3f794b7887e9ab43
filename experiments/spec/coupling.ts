import * as z from "zod";
import type { Changes } from "../bandits/bandit.ts";
import { type BanditSpec, banditDefinition } from "../bandits/registry.ts";
import { type Feedback, isImmediate } from "./feedback.ts";

/** Which rewards the policies of a simulation share: common random numbers by pull, by round, or none. */
export const RewardCoupling = z.enum(["by-pull", "by-round", "independent"]);
export type RewardCoupling = z.output<typeof RewardCoupling>;

/**
 * The possible couplings, the default first. Where means change with time, the n-th pulls of an arm by two policies have
 * different laws; where means change with pulls, their pulls in one round do.
 */
const possible: Record<Changes, readonly RewardCoupling[]> = {
  never: ["by-pull", "by-round", "independent"],
  "with time": ["by-round", "independent"],
  "with pulls": ["by-pull", "independent"],
};

/** The couplings that a bandit allows, the default first. */
export function couplingsOf({ kind }: BanditSpec): readonly RewardCoupling[] {
  return possible[banditDefinition(kind).changes];
}

/** The coupling of a simulation, by default that of its bandit. */
export function couplingOf(spec: { bandit: BanditSpec; rewardCoupling?: RewardCoupling }): RewardCoupling {
  return spec.rewardCoupling ?? couplingsOf(spec.bandit)[0];
}

/**
 * Whether a simulation is played round by round, because means change, rewards are reported late, or every round has its own
 * streams.
 */
export function byRounds(spec: { bandit: BanditSpec; feedback: Feedback; rewardCoupling?: RewardCoupling }): boolean {
  const { changes } = banditDefinition(spec.bandit.kind);
  return changes !== "never" || couplingOf(spec) === "by-round" || !isImmediate(spec.feedback);
}
