import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { Prefix } from "../prefix.ts";
import type { ThreadTime } from "../threads/thread-time.ts";

/** The thread time of a number of replications. */
export interface Pace {
  replications: number;
  milliseconds: number;
}

/** Jobs that count as one, of their summed cost: the points of a sweep. */
export interface JobGroup {
  /** Estimated seconds of one core, of all its jobs. */
  seconds: number;
  /** Thread time of all its jobs in this process. */
  time: ThreadTime;
}

/** One simulation to run. */
export interface Job {
  /** Hash of the specification: names the job. */
  hash: string;
  /** Canonical JSON of the specification. */
  spec: string;
  plan: SimulationPlan;
  /** The client that started it, if known. */
  client?: string;
  /** What it counts as a part of. */
  group?: JobGroup;
  /** Its thread time in this process: of blocks, exact curves and interrupted tasks. */
  time: ThreadTime;
  /** The thread time of blocks computed in this process. The engine adds it up. */
  pace?: Pace;
  /** It was running and waits again, because too many long jobs run. */
  isSuspended?: boolean;
  /** The merged prefix. The engine replaces it by longer ones, and finally by that of all replications. */
  prefix?: Prefix;
  /** JSON of the exact curves of the policies. The engine fills them in, and finishes no job without them. */
  exact?: string;
}

/** A job, or one that may be started. */
export type Applicant = Pick<Job, "plan" | "client" | "group"> & Partial<Pick<Job, "time">>;

/** Receives the progress of a job. The last call is either `finished` or `failed`; after a cancellation there is none. */
export interface JobObserver {
  started(): void;
  /** The prefix has grown, or the exact curves are known. */
  progressed(): void;
  finished(): void;
  failed(reason: string): void;
}

/** Runs jobs, on this machine or on others. */
export interface Engine {
  run(job: Job, observer: JobObserver): void;
  /** Ends a job. Its prefix stays as it is, and its observer is not called again. */
  cancel(hash: string): void;
  /** Whether the job would start at once. */
  mayStart(job: Applicant): boolean;
  /** Stops all work. No job is reported as finished or failed. */
  stop(): Promise<void>;
}
