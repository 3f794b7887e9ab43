import type { SimulationPlan } from "../../experiments/simulation/plan.ts";

/** The replications 0 … replications − 1, merged in order, as bytes that nobody changes. */
export interface Prefix {
  replications: number;
  bytes: Uint8Array;
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
  /** What is done; the engine puts longer ones in its place, and finally that of all replications. */
  prefix?: Prefix;
  /** JSON of the exact curves of the policies; the engine fills them in, and finishes no job without. */
  exact?: string;
}

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
  mayStart(job: Pick<Job, "plan" | "client">): boolean;
  /** Stops all work; nothing is finished or failed by it. */
  stop(): Promise<void>;
}
