import { emptyLogHistogram, type LogHistogram, mergeLogHistograms } from "./log-histogram.ts";
import { emptyMoments, mergeMoments, type Moments } from "./moments.ts";
import type { SimulationPlan } from "./plan.ts";

/** What is kept of one policy over replications: every array runs over checkpoints. Plain data. */
export interface PolicySummary {
  regret: Moments;
  /** Regret minus that of the first policy, replication by replication. */
  regretDifference: Moments;
  reward: Moments;
  switches: Moments;
  /** Replications in which the pull at the checkpoint was of an optimal arm. */
  optimalPulls: Float64Array;
  regretHistograms: LogHistogram[];
  /** Sums of pulls: arm by arm, and within an arm checkpoint by checkpoint (or the horizon alone). */
  pulls: Float64Array;
}

/** The replications 0 … replications − 1, or those of one block. Its size does not depend on how many they are. */
export interface SimulationSummary {
  replications: number;
  policies: PolicySummary[];
}

export function emptySummary({ spec, checkpoints, armCount, pullsAtCheckpoints }: SimulationPlan): SimulationSummary {
  const pullEntries = armCount * (pullsAtCheckpoints ? checkpoints.length : 1);
  return { replications: 0, policies: spec.policies.map(() => emptyPolicy(checkpoints.length, pullEntries)) };
}

/** What blocks such as this one are merged into, beginning with the first. */
export function emptyLike({ policies }: SimulationSummary): SimulationSummary {
  return {
    replications: 0,
    policies: policies.map(({ optimalPulls, pulls }) => emptyPolicy(optimalPulls.length, pulls.length)),
  };
}

function emptyPolicy(length: number, pullEntries: number): PolicySummary {
  return {
    regret: emptyMoments(length),
    regretDifference: emptyMoments(length),
    reward: emptyMoments(length),
    switches: emptyMoments(length),
    optimalPulls: new Float64Array(length),
    regretHistograms: Array.from({ length }, emptyLogHistogram),
    pulls: new Float64Array(pullEntries),
  };
}

/** Appends the next block. Blocks must come in order: sums of doubles depend on it. */
export function mergeSummary(summary: SimulationSummary, block: SimulationSummary): void {
  summary.replications += block.replications;
  summary.policies.forEach((policy, index) => {
    const other = block.policies[index];
    mergeMoments(policy.regret, other.regret);
    mergeMoments(policy.regretDifference, other.regretDifference);
    mergeMoments(policy.reward, other.reward);
    mergeMoments(policy.switches, other.switches);
    addCounts(policy.optimalPulls, other.optimalPulls);
    addCounts(policy.pulls, other.pulls);
    policy.regretHistograms.forEach((histogram, i) => mergeLogHistograms(histogram, other.regretHistograms[i]));
  });
}

function addCounts(counts: Float64Array, others: Float64Array): void {
  for (let i = 0; i < counts.length; i++) counts[i] += others[i];
}
