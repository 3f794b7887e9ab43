import { pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";

/**
 * What a simulated pull takes of an index mean + C·W: the more, the less rewards vary, for arms of few or only successes are
 * much alike.
 */
export function upperConfidenceNanoseconds(workload: Workload): number {
  const rivals = 1.6 * alikeness(workload);
  return indexNanoseconds(workload, { untried: 1.3, pull: 24, perArm: 0.05, rivals, exponent: 1.55 });
}

/** Of an index that is computed for every arm that is looked at. */
export function computedIndexNanoseconds(workload: Workload): number {
  const rivals = 6 * alikeness(workload);
  return indexNanoseconds(workload, { untried: 1.3, pull: 150, perArm: 1, rivals, exponent: 1.55 });
}

/** On the last pulls alone: arms are absent from them, and looked for, at any time. */
export function windowedNanoseconds(workload: Workload): number {
  return upperConfidenceNanoseconds(workload) + 40 + 1.8 * workload.armCount;
}

function alikeness({ deviation }: Workload): number {
  return pow(Math.min(1, Math.max(0.01, deviation * deviation)), -0.8);
}
