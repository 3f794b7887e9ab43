import type { SimulationCost } from "../../experiments/result/simulation-handle.ts";
import { estimateOf } from "../jobs/job-length.ts";
import type { Job } from "../jobs/engine.ts";

/**
 * Cost of a simulation in seconds of one core: by its plan at first, then by the time of its finished blocks. While no block
 * has finished, each is assumed to need as long as the longest so far. Never less than the time spent.
 */
export function costOf({ plan, time, pace }: Pick<Job, "plan" | "time" | "pace">): SimulationCost {
  const spent = time.milliseconds / 1000;
  const whole = pace
    ? (plan.spec.replications * pace.milliseconds) / pace.replications / 1000
    : Math.max(estimateOf(plan), (plan.blockCount * time.longest) / 1000);
  return { estimatedSeconds: rounded(Math.max(whole, spent)), threadSeconds: rounded(spent) };
}

/**
 * Seconds until a simulation ends: at its pace so far, or by its cost on one thread before there is a pace. Null where neither
 * applies: it has spent its estimate, or only exact curves of unknown length are missing.
 *
 * @param clock when it started in this process, and the replications completed by then
 */
export function secondsLeft(
  job: Pick<Job, "plan" | "time" | "pace" | "prefix" | "exact">,
  clock: { start: number; replications: number },
): number | null {
  const completed = job.prefix?.replications ?? 0;
  const left = job.plan.spec.replications - completed;
  if (left === 0) return job.exact === undefined ? null : 0;
  const done = completed - clock.replications;
  if (done > 0) return rounded((left * (performance.now() - clock.start)) / 1000 / done);
  const { estimatedSeconds, threadSeconds } = costOf(job);
  return estimatedSeconds > threadSeconds ? rounded(estimatedSeconds - threadSeconds) : null;
}

function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
