import type { Job } from "./engine.ts";

/** Loads a block's summary, which may be large, when its turn has come. */
export type FinishedBlock = () => Promise<Uint8Array>;

/** A job in the hands of a crew. */
export interface Assignment {
  /** Runs a block, or finds that it was run already; undefined where the assignment ended before. */
  block(block: number): Promise<FinishedBlock | undefined>;
  /** JSON of the exact curves of the job's policies; undefined where the assignment ended before. */
  exact(): Promise<string | undefined>;
  /** Nothing of the job is wanted any more: what is on its way is stopped. */
  end(): void;
}

/** Those who do the work: the threads of this machine, or workers on others. */
export interface Crew {
  /** Blocks that should be on their way at a time, so that nobody waits for one. */
  readonly slots: number;
  assign(job: Pick<Job, "hash" | "spec">): Assignment;
  stop(): Promise<void>;
}
