import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { ExpandedSweep } from "../../experiments/sweep/expand.ts";
import type { SweepResult } from "../../experiments/sweep/result.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import type { Place, SourceRun, Trouble } from "./run-source.ts";

/** The state and progress of a sweep, on the server or in this browser. */
export interface SweepStatus extends Pick<Sweep, "state" | "progress" | "error"> {
  /** Its id on the server. */
  id?: string;
  points: readonly { simulation: Pick<Simulation, "state" | "progress"> }[];
}

/** What a source reports of a sweep, in the order in which it happens. */
export type SweepNews =
  | { type: "accepted"; sweep: SweepStatus }
  | { type: "snapshot"; sweep: SweepStatus; result: SweepResult | null }
  | { type: "disconnected" }
  | { type: "moved"; place: Place }
  | { type: "failed"; trouble: Trouble };
export type TellSweep = (news: SweepNews) => void;

/** Begins a sweep, and reports it to its end. */
export type SweepSource = (sweep: ExpandedSweep, tell: TellSweep) => SourceRun;
