type WorkState = "queued" | "running" | "succeeded" | "failed" | "cancelled";
/** Live handles are in the state of their work; the others keep their own end. */
type HandleState = "live" | "failed" | "cancelled";

/** What is computed, once for all that ask for the same specification. Times are ISO 8601. */
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
  /** The merged prefix, for the work to go on from. */
  summary: Uint8Array | null;
  /** JSON of the exact curves. */
  exact: Uint8Array | null;
  /** The result's JSON, as it is sent; once the work has succeeded. */
  result: Uint8Array | null;
  error: string | null;
}

/** What a client has: an unguessable name of a piece of work. */
export interface HandleTable {
  id: string;
  hash: string;
  state: HandleState;
  createTime: string;
  /** Of a handle that is not live any more: as it was at its end. */
  startTime: string | null;
  endTime: string | null;
  completedReplications: number;
  /** The merged prefix at its end; its result is rendered from it when it is first asked for, and then kept instead. */
  summary: Uint8Array | null;
  result: Uint8Array | null;
  error: string | null;
}

/** What a cluster's worker made of a block, until it is merged. */
export interface BlockTable {
  hash: string;
  /** Its number; EXACT for the exact curves. */
  block: number;
  /** Its summary, or the JSON of the curves. */
  content: Uint8Array;
  /** What it took of a thread; null where a worker of an earlier version made it. */
  milliseconds: number | null;
}

/** One row, that is written to see whether anything can be. */
interface TrialTable {
  id: number;
  time: string;
}

export interface Tables {
  work: WorkTable;
  handle: HandleTable;
  block: BlockTable;
  trial: TrialTable;
}
