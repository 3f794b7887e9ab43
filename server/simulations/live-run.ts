import { estimateOf } from "../jobs/job-length.ts";
import type { Job } from "../jobs/engine.ts";
import type { End } from "../store/rows.ts";

/** A simulation that is queued or running: the job that the engine fills in, and what clients see of it. */
export interface LiveRun extends Job {
  state: "queued" | "running";
  startTime: string | null;
  /** When it started in this process and how far it was then; the time left follows from the pace since. */
  clock?: { start: number; replications: number };
  saved: Pick<Job, "prefix" | "exact">;
  countedReplications: number;
  /** The cost that was last reported to watchers. */
  reportedSeconds: number;
}

export function queuedRun(job: Job, startTime: string | null): LiveRun {
  return {
    ...job,
    state: "queued",
    startTime,
    saved: { prefix: job.prefix, exact: job.exact },
    countedReplications: completedReplications(job),
    reportedSeconds: estimateOf(job.plan),
  };
}

export function completedReplications({ prefix }: Pick<Job, "prefix">): number {
  return prefix?.replications ?? 0;
}

/** The end of a run at this moment, with what it has computed. */
export function endOf({ startTime, prefix, exact }: LiveRun): End {
  return { time: now(), startTime, prefix, exact };
}

/** The current time in ISO 8601, as stored and sent. */
export function now(): string {
  return new Date().toISOString();
}
