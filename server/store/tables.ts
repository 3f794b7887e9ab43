type WorkState = "queued" | "running" | "succeeded" | "failed" | "cancelled";
/** Live handles have the state of their simulation; the others keep their own end. */
type HandleState = "live" | "failed" | "cancelled";

/** A simulation, which all handles on the same specification share. Times are ISO 8601. */
export interface WorkTable {
  hash: string;
  spec: string;
  engineVersion: string;
  state: WorkState;
  createTime: string;
  startTime: string | null;
  endTime: string | null;
  completedReplications: number;
  replications: number;
  /** The merged prefix, from which the simulation continues. */
  summary: Uint8Array | null;
  /** JSON of the exact curves. */
  exact: Uint8Array | null;
  /** JSON of the result as it is sent; present once the simulation has succeeded. */
  result: Uint8Array | null;
  error: string | null;
}

/** An unguessable id that a client has of a simulation. */
export interface HandleTable {
  id: string;
  hash: string;
  state: HandleState;
  createTime: string;
  /** These columns are those of the end of a handle that is not live. */
  startTime: string | null;
  endTime: string | null;
  completedReplications: number;
  /** The merged prefix at its end; the rendered result replaces it when it is first requested. */
  summary: Uint8Array | null;
  result: Uint8Array | null;
  error: string | null;
  /** The sweep that it is a point of, and its index there. */
  sweep: string | null;
  point: number | null;
}

/** A sweep: its points are the handles that name it. */
export interface SweepTable {
  id: string;
  createTime: string;
  /** JSON of the specification and of every point's values. */
  content: Uint8Array;
}

/** A block that a worker of the cluster has computed, until it is merged. */
export interface BlockTable {
  hash: string;
  /** Block number; EXACT for the exact curves. */
  block: number;
  /** Summary of the block, or JSON of the curves. */
  content: Uint8Array;
  /** Time that it took of a thread; null from workers of an earlier version. */
  milliseconds: number | null;
}

/** One row, written to find out whether the store can be written. */
interface TrialTable {
  id: number;
  time: string;
}

export interface Tables {
  work: WorkTable;
  handle: HandleTable;
  sweep: SweepTable;
  block: BlockTable;
  trial: TrialTable;
}
