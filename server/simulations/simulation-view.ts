import type { Simulation, SimulationState } from "../../experiments/result/simulation-handle.ts";
import type { Handle, Work } from "../store/rows.ts";
import { completedReplications, type LiveRun } from "./live-run.ts";
import { costOf, secondsLeft } from "./simulation-cost.ts";

/**
 * A simulation as the API shows it.
 *
 * @param run the live run that the handle shares; absent where the handle or the run has ended
 */
export function describe(handle: Handle, work: Omit<Work, "spec">, run: LiveRun | undefined): Simulation {
  const state: SimulationState = handle.state === "live" ? (run?.state ?? work.state) : handle.state;
  const end = handle.state === "live" ? work : handle;
  const completed = run ? completedReplications(run) : end.completedReplications;
  const self = `/api/v1/simulations/${handle.id}`;
  return {
    id: handle.id,
    state,
    specHash: work.hash,
    engineVersion: work.engineVersion,
    createTime: handle.createTime,
    startTime: run ? run.startTime : end.startTime,
    endTime: run ? null : end.endTime,
    progress: {
      completedReplications: completed,
      replications: work.replications,
      fraction: completed / work.replications,
      etaSeconds: run?.clock ? secondsLeft(run, run.clock) : null,
    },
    ...(run && { cost: costOf(run) }),
    error: run ? null : end.error,
    links: { self, events: `${self}/events`, result: `${self}/result` },
  };
}

/** Fields of a simulation that has not started. */
export const NOT_STARTED = { startTime: null, endTime: null, completedReplications: 0, error: null };

export function newHandle(id: string, hash: string, createTime: string): Handle {
  return { id, hash, createTime, state: "live", ...NOT_STARTED };
}
