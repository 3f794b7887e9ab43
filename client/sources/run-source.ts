import type { SimulationResult } from "../../experiments/result/result.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { Trouble } from "./simulation-run.ts";

/** Where a run is computed. */
export type Place = "server" | "browser";

/** How a run stands, wherever it is computed. */
export type RunStatus = Pick<Simulation, "state" | "specHash" | "progress" | "cost" | "error">;

/** How a run stands and what it has found: cumulative, as the server's snapshots. */
export interface RunSnapshot {
  simulation: RunStatus;
  result: SimulationResult | null;
}

/** What a source tells of a run, in the order in which it happens. */
export type RunNews =
  | { type: "accepted"; simulation: RunStatus }
  | ({ type: "snapshot" } & RunSnapshot)
  | { type: "disconnected" }
  | { type: "moved"; place: Place }
  | { type: "failed"; trouble: Trouble };
export type Tell = (news: RunNews) => void;

/** A run at its source. */
export interface SourceRun {
  /** Asks for the run's end with what it has; that end is told as everything else. */
  cancel(): void;
  /** Nothing more is told. A server goes on with what it has accepted; what runs in this browser ends. */
  leave(): void;
  /** As `leave`, and a server is asked to end what this page had it start. */
  abandon(): void;
}

/** Where runs come from: begins one, and tells of it to its end. */
export type RunSource = (spec: SimulationSpec, tell: Tell) => SourceRun;
