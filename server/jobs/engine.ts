import type { ExactCurve } from "../../experiments/exact/answer.ts";
import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";

/** One simulation to run. */
export interface Job {
  /** Hash of the specification: names the job. */
  hash: string;
  /** Canonical JSON of the specification. */
  spec: string;
  plan: SimulationPlan;
  /** The merged prefix of replications; the engine appends block by block, in order. */
  summary: SimulationSummary;
  /** The exact curves of the policies; the engine fills them in, and finishes no job without. */
  exact?: (ExactCurve | null)[];
}

/** Hears what becomes of a job. Exactly one of `finished` and `failed` comes last, unless it was cancelled. */
export interface JobObserver {
  started(): void;
  /** The summary has grown, or the exact curves are there. */
  progressed(): void;
  finished(): void;
  failed(reason: string): void;
}

/** Runs jobs, on this machine or on others. */
export interface Engine {
  run(job: Job, observer: JobObserver): void;
  /** The job's summary stays as it is from here on, and its observer hears nothing more. */
  cancel(hash: string): void;
  /** Whether a job would start at once. */
  readonly isFree: boolean;
  /** Jobs that wait for their turn. */
  readonly waiting: number;
  /** Stops all work; nothing is finished or failed by it. */
  stop(): Promise<void>;
}
