import type { Problem } from "../../experiments/mistakes/problem.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** Where a run is computed. */
export type Place = "server" | "browser";

/** The state and progress of a run, of the server or of the browser. */
export type RunStatus = Pick<Simulation, "state" | "specHash" | "progress" | "cost" | "error"> & {
  /** Its id on the server, or in this browser's list of runs. */
  id?: string;
};

/** The status of a run and its result so far: cumulative, as the server's snapshots are. */
export interface RunSnapshot {
  simulation: RunStatus;
  result: SimulationResult | null;
}

/** Why a run has no answer: the server refused it, the server cannot be reached, or this browser failed. */
export interface Trouble {
  kind: "refused" | "unreachable" | "failed";
  problem: Problem;
  /** Seconds after which the server would accept it, where the server says so. */
  retryAfter?: number;
}

/** What a source reports of a run, in the order in which it happens. */
export type RunNews =
  | { type: "accepted"; simulation: RunStatus }
  | ({ type: "snapshot" } & RunSnapshot)
  | { type: "disconnected" }
  | { type: "moved"; place: Place }
  | { type: "failed"; trouble: Trouble };
export type Tell = (news: RunNews) => void;

/** A run at its source. */
export interface SourceRun {
  /** Asks the source to end the run with its result so far. The source reports that end. */
  cancel(): void;
  /** Ends the reports. A server continues a run that it has accepted; a run in this browser ends. */
  leave(): void;
}

/** Begins a run, and reports it to its end. */
export type RunSource = (spec: SimulationSpec, tell: Tell) => SourceRun;
