import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { Prefix } from "../prefix.ts";
import type { ThreadTime } from "../threads/thread-time.ts";

/** What a number of replications took of threads. */
export interface Pace {
  replications: number;
  milliseconds: number;
}

/** One simulation to run. */
export interface Job {
  /** Hash of the specification: names the job. */
  hash: string;
  /** Canonical JSON of the specification. */
  spec: string;
  plan: SimulationPlan;
  /** Whoever started it, if that is known. */
  client?: string;
  /** What it has taken of threads since it was taken up: blocks, exact curves, and what was interrupted. */
  time: ThreadTime;
  /** What the blocks took that came back since it was taken up; the engine adds it up. */
  pace?: Pace;
  /** It was running, and waits again, because too many that take long are under way. */
  isSuspended?: boolean;
  /** What is done; the engine puts longer ones in its place, and finally that of all replications. */
  prefix?: Prefix;
  /** JSON of the exact curves of the policies; the engine fills them in, and finishes no job without. */
  exact?: string;
}

/** A job, or what might become one and has taken nothing yet. */
export type Applicant = Pick<Job, "plan" | "client"> & Partial<Pick<Job, "time">>;

/** Hears what becomes of a job. Exactly one of `finished` and `failed` comes last, unless it was cancelled. */
export interface JobObserver {
  started(): void;
  /** The prefix has grown, or the exact curves are there. */
  progressed(): void;
  finished(): void;
  failed(reason: string): void;
}

/** Runs jobs, on this machine or on others. */
export interface Engine {
  run(job: Job, observer: JobObserver): void;
  /** The job's prefix stays as it is from here on, and its observer hears nothing more. */
  cancel(hash: string): void;
  /** Whether a job would start at once. */
  mayStart(job: Applicant): boolean;
  /** Stops all work; nothing is finished or failed by it. */
  stop(): Promise<void>;
}
