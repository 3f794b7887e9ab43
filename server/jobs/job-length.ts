import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { Applicant } from "./engine.ts";

/** A job that takes a core up to this long is short: a client with long jobs need not wait to run it. */
const SHORT_SECONDS = 10;

/** Whether a job is short, by its estimate and by the time that it has taken; one of a group counts as the whole group. */
export function isShort({ plan, time, group }: Applicant): boolean {
  const taken = (group?.time ?? time)?.milliseconds ?? 0;
  return Math.max(group?.seconds ?? estimateOf(plan), taken / 1000) <= SHORT_SECONDS;
}

/** Estimated seconds of one core. */
export function estimateOf({ spec }: SimulationPlan): number {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  return replicationsSeconds + exactSeconds;
}

/** The two kinds of places that an engine has for running jobs. */
export type Place = "long" | "short";

/** A job holds a place for long ones when its estimate or its time says so. */
export function placeOf(job: Applicant): Place {
  return !isShort(job) || job.time?.isLong ? "long" : "short";
}
