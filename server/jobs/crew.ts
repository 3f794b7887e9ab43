import type { Job } from "./engine.ts";

/** A block, or the exact curves, that came back. */
export interface FinishedPiece {
  /** What it took of a thread. */
  milliseconds: number;
  /** Loads the block's summary, which may be large, when its turn has come; or JSON of the curves. */
  load(): Promise<Uint8Array>;
}

/** A job in the hands of a crew, which adds what it takes of threads to the job's time. */
export interface Assignment {
  /** Runs a block, or finds that it was run already; undefined where the assignment ended before. */
  block(block: number): Promise<FinishedPiece | undefined>;
  /** The exact curves of the job's policies; undefined where the assignment ended before. */
  exact(): Promise<FinishedPiece | undefined>;
  /** Nothing of the job is wanted any more: what is on its way is stopped. */
  end(): void;
}

/** What a crew must know of a job. */
export type CrewJob = Pick<Job, "hash" | "spec" | "time">;

/** Those who do the work: the threads of this machine, or workers on others. */
export interface Crew {
  /** Pieces that should be on their way at a time, so that nobody waits for one: of short jobs, and as many of long ones. */
  readonly slots: number;
  assign(job: CrewJob): Assignment;
  stop(): Promise<void>;
}
