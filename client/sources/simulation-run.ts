import type { Problem } from "../../experiments/mistakes/problem.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { isTerminal } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { Place, RunNews, RunStatus } from "./run-source.ts";

/** How the page stands with whatever computes the run in sight. */
export type Connection = "none" | "submitting" | "live" | "reconnecting" | "closed";

/** Why there is no answer, as far as the page can tell: the server's refusal or absence, or a failure of this browser. */
export interface Trouble {
  kind: "refused" | "unreachable" | "failed";
  problem: Problem;
  retryAfter?: number;
}

/**
 * The run that the page shows. Everything that a source tells carries the ticket of the run it was asked for, and is
 * ignored once another run has taken its place.
 */
export interface Run {
  ticket: number;
  spec: SimulationSpec;
  place: Place;
  connection: Connection;
  simulation: RunStatus | null;
  /** The latest result: of this run, or of the one before until this one has data. */
  result: SimulationResult | null;
  resultTicket: number;
  cancelling: boolean;
  trouble: Trouble | null;
}

export type RunEvent =
  | { type: "shown"; ticket: number; result: SimulationResult }
  | { type: "opened"; ticket: number; spec: SimulationSpec }
  | { type: "submitted"; ticket: number; spec: SimulationSpec }
  | { type: "cancelling"; ticket: number }
  | { type: "reachable"; ticket: number }
  | (RunNews & { ticket: number });

/** A run that no source computes: the example, or a specification that has not been run. */
export function shownRun(result: SimulationResult): Run {
  return stillRun(result.spec, result);
}

function stillRun(spec: SimulationSpec, result: SimulationResult | null): Run {
  return {
    ticket: 0,
    spec,
    place: "server",
    connection: "none",
    simulation: null,
    result,
    resultTicket: 0,
    cancelling: false,
    trouble: null,
  };
}

export function nextRun(run: Run, event: RunEvent): Run {
  if (event.type === "shown") {
    return { ...shownRun(event.result), ticket: event.ticket, resultTicket: event.ticket };
  }
  if (event.type === "opened") {
    const { ticket, spec } = event;
    return { ...stillRun(spec, null), ticket, resultTicket: ticket };
  }
  if (event.type === "submitted") {
    const { ticket, spec } = event;
    const asked = { place: "server", connection: "submitting", simulation: null } as const;
    return { ...run, ...asked, ticket, spec, cancelling: false, trouble: null };
  }
  if (event.ticket !== run.ticket) return run;
  switch (event.type) {
    case "accepted":
      return withSimulation(run, event.simulation);
    case "snapshot": {
      const known = { ...run, result: event.result ?? run.result };
      return withSimulation(event.result ? { ...known, resultTicket: run.ticket } : known, event.simulation);
    }
    case "disconnected":
      return run.connection === "closed" ? run : { ...run, connection: "reconnecting" };
    case "moved":
      return { ...run, place: event.place };
    case "cancelling":
      return { ...run, cancelling: true };
    case "reachable":
      // Nothing of the run has reached the server: it is as if it had not been asked for.
      return run.trouble?.kind === "unreachable" ? { ...run, connection: "none", trouble: null } : run;
    default:
      return { ...run, connection: "closed", cancelling: false, trouble: event.trouble };
  }
}

/** A run that is at its end stays there: what arrives late says nothing new. */
function withSimulation(run: Run, simulation: RunStatus): Run {
  if (run.simulation && isTerminal(run.simulation.state) && !isTerminal(simulation.state)) return run;
  const ended = isTerminal(simulation.state);
  return {
    ...run,
    simulation,
    connection: ended ? "closed" : "live",
    cancelling: run.cancelling && !ended,
    trouble: null,
  };
}

/** Whether there is something to cancel. */
export function isActive({ connection }: Run): boolean {
  return connection === "submitting" || connection === "live" || connection === "reconnecting";
}

/** Whether the result in sight is still that of the run before. */
export function isOutdated(run: Run): boolean {
  return run.resultTicket !== run.ticket;
}
