import { pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";

/**
 * Nanoseconds of a simulated pull with an index mean + C·W. It takes longer the less rewards vary, because arms with few
 * or only successes are alike.
 */
export function upperConfidenceNanoseconds(workload: Workload): number {
  const rivals = 1.6 * alikeness(workload);
  return indexNanoseconds(workload, { untried: 1.3, pull: 24, perArm: 0.05, rivals, exponent: 1.55 });
}

/** The same for an index that is computed for every arm that a decision looks at. */
export function computedIndexNanoseconds(workload: Workload): number {
  const rivals = 6 * alikeness(workload);
  return indexNanoseconds(workload, { untried: 1.3, pull: 150, perArm: 1, rivals, exponent: 1.55 });
}

/** The same on a window of pulls: arms may drop out of it at any time, and are searched for. */
export function windowedNanoseconds(workload: Workload): number {
  return upperConfidenceNanoseconds(workload) + 40 + 1.8 * workload.armCount;
}

function alikeness({ deviation }: Workload): number {
  return pow(Math.min(1, Math.max(0.01, deviation * deviation)), -0.8);
}
