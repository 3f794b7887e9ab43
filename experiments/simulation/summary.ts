import { emptyMeasure, type MeasureSummary, mergeMeasure } from "./measure-summary.ts";
import { measures } from "./measures.ts";
import type { SimulationPlan } from "./plan.ts";

/** The summary of one policy over replications. Plain data. */
export interface PolicySummary {
  /** In the order of the table of measures. */
  measures: MeasureSummary[];
  /** Sums of pulls: arm by arm, and within an arm checkpoint by checkpoint (or the horizon alone). */
  pulls: Float64Array;
}

/** The summary of replications 0 … replications − 1, or of one block. Its size does not depend on their number. */
export interface SimulationSummary {
  replications: number;
  /** Number of checkpoints. */
  checkpoints: number;
  policies: PolicySummary[];
}

export function emptySummary({ spec, checkpoints, armCount, pullsAtCheckpoints }: SimulationPlan): SimulationSummary {
  const pullEntries = armCount * (pullsAtCheckpoints ? checkpoints.length : 1);
  return empty(checkpoints.length, Array<number>(spec.policies.length).fill(pullEntries));
}

/** An empty summary into which blocks like this one can be merged. */
export function emptyLike({ checkpoints, policies }: SimulationSummary): SimulationSummary {
  return empty(
    checkpoints,
    policies.map(({ pulls }) => pulls.length),
  );
}

function empty(checkpoints: number, pullEntries: readonly number[]): SimulationSummary {
  const policies = pullEntries.map((entries) => ({
    measures: measures.map((measure) => emptyMeasure(measure, checkpoints)),
    pulls: new Float64Array(entries),
  }));
  return { replications: 0, checkpoints, policies };
}

/** Appends the next block. Blocks must come in order: sums of doubles depend on it. */
export function mergeSummary(summary: SimulationSummary, block: SimulationSummary): void {
  summary.replications += block.replications;
  summary.policies.forEach((policy, index) => {
    const other = block.policies[index];
    policy.measures.forEach((measure, i) => mergeMeasure(measure, other.measures[i]));
    for (let i = 0; i < policy.pulls.length; i++) policy.pulls[i] += other.pulls[i];
  });
}
