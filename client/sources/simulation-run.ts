import type { SimulationResult } from "../../experiments/result/result.ts";
import { isTerminal } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { Place, RunNews, RunStatus, Trouble } from "./run-source.ts";

/** The page's connection to the source that computes the shown run. */
export type Connection = "none" | "submitting" | "live" | "reconnecting" | "closed";

/**
 * The run that the page shows. Everything that a source reports carries the ticket of its run, and is ignored once the
 * page shows another run.
 */
export interface Run {
  ticket: number;
  spec: SimulationSpec;
  place: Place;
  connection: Connection;
  simulation: RunStatus | null;
  /** The latest result: of the run before, until this one has data. */
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

/** The run of a result that no source computes, such as the example. */
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
      // The server never received the run, so the page offers it as a new one.
      return run.trouble?.kind === "unreachable" ? { ...run, connection: "none", trouble: null } : run;
    default:
      return { ...run, connection: "closed", cancelling: false, trouble: event.trouble };
  }
}

/** An ended run stays ended, also when an older status arrives late. */
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

/** Whether the run can be cancelled. */
export function isActive({ connection }: Run): boolean {
  return connection === "submitting" || connection === "live" || connection === "reconnecting";
}

/** Whether the shown result is still that of the run before. */
export function isOutdated(run: Run): boolean {
  return run.resultTicket !== run.ticket;
}
