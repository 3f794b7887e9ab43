import { isTerminal } from "../../../../experiments/result/simulation-handle.ts";
import type { SweepResult } from "../../../../experiments/sweep/result.ts";
import type { Place, Trouble } from "../../../sources/run-source.ts";
import type { Connection } from "../../../sources/simulation-run.ts";
import type { SweepNews, SweepStatus } from "../../../sources/sweep-source.ts";
import type { Experiment, FormSweep } from "./experiment.ts";

/** An experiment with a sweep. */
export type SweepExperiment = Experiment & { sweep: FormSweep };

export function hasSweep(experiment: Experiment): experiment is SweepExperiment {
  return experiment.sweep !== undefined;
}

/** The sweep that the page shows. */
export interface SweepRun {
  experiment: SweepExperiment;
  place: Place;
  connection: Connection;
  status: SweepStatus | null;
  result: SweepResult | null;
  cancelling: boolean;
  trouble: Trouble | null;
}

export type SweepEvent =
  | { type: "begin"; experiment: SweepExperiment; connection: "none" | "submitting" }
  | { type: "close" }
  | { type: "cancelling" }
  | SweepNews;

export function nextSweep(run: SweepRun | null, event: SweepEvent): SweepRun | null {
  if (event.type === "begin") return begun(event.experiment, event.connection);
  if (event.type === "close" || !run) return null;
  switch (event.type) {
    case "accepted":
    case "snapshot":
      return withStatus(run, event.sweep, event.type === "snapshot" ? event.result : null);
    case "disconnected":
      return run.connection === "closed" ? run : { ...run, connection: "reconnecting" };
    case "moved":
      return { ...run, place: event.place };
    case "cancelling":
      return { ...run, cancelling: true };
    default:
      return { ...run, connection: "closed", cancelling: false, trouble: event.trouble };
  }
}

function begun(experiment: SweepExperiment, connection: "none" | "submitting"): SweepRun {
  const nothing = { status: null, result: null, cancelling: false, trouble: null };
  return { experiment, place: "server", connection, ...nothing };
}

function withStatus(run: SweepRun, status: SweepStatus, result: SweepResult | null): SweepRun {
  const isOver = isTerminal(status.state);
  return {
    ...run,
    status,
    result: result ?? run.result,
    connection: isOver ? "closed" : "live",
    cancelling: run.cancelling && !isOver,
    trouble: null,
  };
}

/** Whether the sweep can be cancelled. */
export function isSweeping({ connection }: SweepRun): boolean {
  return connection === "submitting" || connection === "live" || connection === "reconnecting";
}
