import type { Job } from "./engine.ts";

/** A computed block, or the exact curves. */
export interface FinishedPiece {
  /** Its time on a thread. */
  milliseconds: number;
  /** Loads the block's summary, which may be large, when it is merged; or JSON of the curves. */
  load(): Promise<Uint8Array>;
}

/** A job that a crew computes. The crew adds its thread time to the job's. */
export interface Assignment {
  /** Runs a block, unless it is stored already. Undefined if the assignment has ended. */
  block(block: number): Promise<FinishedPiece | undefined>;
  /** Computes the exact curves of the job's policies. Undefined if the assignment has ended. */
  exact(): Promise<FinishedPiece | undefined>;
  /** Cancels everything that is being computed for the job. */
  end(): void;
}

/** The part of a job that a crew needs. */
export type CrewJob = Pick<Job, "hash" | "spec" | "time">;

/** Computes blocks and exact curves: on the threads of this machine, or by workers on others. */
export interface Crew {
  /** Tasks that keep the crew busy: so many of short jobs, and as many of long ones. */
  readonly slots: number;
  assign(job: CrewJob): Assignment;
  stop(): Promise<void>;
}
