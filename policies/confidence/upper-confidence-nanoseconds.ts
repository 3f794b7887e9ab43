import { pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";

/** What a simulated pull takes: the more, the less rewards vary, for arms of few or only successes are much alike. */
export function upperConfidenceNanoseconds(workload: Workload): number {
  const rivals = 1.6 * pow(Math.min(1, Math.max(0.01, workload.deviation * workload.deviation)), -0.8);
  return indexNanoseconds(workload, { untried: 1.3, pull: 24, perArm: 0.05, rivals, exponent: 1.55 });
}
