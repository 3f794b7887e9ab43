import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { recordAccepted } from "../runs/recorded.ts";
import type { SourceRun, Tell } from "./run-source.ts";
import { type JobKind, type JobNews, ServerJob } from "./server-job.ts";
import { cancelSimulation, findSimulation, resultOf, submitSimulation } from "./simulation-api.ts";
import { rememberSimulation } from "./simulation-memory.ts";
import { followSimulation } from "./simulation-stream.ts";

const simulations: JobKind<Simulation, SimulationResult> = {
  cancel: cancelSimulation,
  resultOf,
  follow: (handle, { onSnapshot, ...handlers }) =>
    followSimulation(handle, {
      ...handlers,
      onSnapshot: ({ simulation, result }) => onSnapshot({ handle: simulation, result }),
    }),
};

/**
 * Runs a specification on the server, and puts it on this browser's list of runs. If the server cannot be reached, the only
 * report is `failed`.
 */
export function startOnServer(spec: SimulationSpec, tell: Tell): SourceRun {
  return new ServerJob(simulations, submitSimulation(spec), runNews(tell), {
    accepted: (simulation) => {
      rememberSimulation(spec, simulation.id);
      recordAccepted(spec, simulation);
    },
    late: (simulation) => void cancelSimulation(simulation).catch(() => {}),
  });
}

/** Follows a simulation that was submitted earlier; calls `unknown` if the server does not have it. */
export function findOnServer(id: string, handlers: { tell: Tell; unknown: () => void }): SourceRun {
  return new ServerJob(simulations, findSimulation(id), runNews(handlers.tell), { unknown: handlers.unknown });
}

function runNews(tell: Tell): (news: JobNews<Simulation, SimulationResult>) => void {
  return (news) => {
    if (!("handle" in news)) return tell(news);
    const { handle: simulation, ...rest } = news;
    return tell({ ...rest, simulation });
  };
}
