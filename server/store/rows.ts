import type { Prefix } from "../prefix.ts";
import { StoreDamaged } from "../domain-errors.ts";
import type { HandleTable, WorkTable } from "./tables.ts";

/** A stored simulation without its large columns. */
export type Work = Omit<WorkTable, "summary" | "exact" | "result">;
/** A handle without its large columns. */
export type Handle = Omit<HandleTable, "summary" | "result" | "sweep" | "point">;

/** How far a simulation has come. */
export interface Progress {
  prefix?: Prefix;
  /** JSON of the exact curves, if they are there. */
  exact?: string;
}

/** How a simulation or a handle ended, and how far it had come. */
export interface End extends Progress {
  time: string;
  startTime: string | null;
  error?: string;
}

interface StatefulRow {
  state: string;
  createTime: string;
  completedReplications: number;
}

/** @throws StoreDamaged on a row that this program cannot have written */
export function intact<Row extends StatefulRow>(row: Row, states: readonly Row["state"][]): Row {
  if (!isIntact(row, states)) throw new StoreDamaged();
  return row;
}

/** Whether this program can have written a row. */
export function isIntact<Row extends StatefulRow>(row: Row, states: readonly Row["state"][]): boolean {
  return (
    states.includes(row.state) &&
    Number.isSafeInteger(row.completedReplications) &&
    row.completedReplications >= 0 &&
    !Number.isNaN(Date.parse(row.createTime))
  );
}

/** A text as bytes, which have a digest in SQLite. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
