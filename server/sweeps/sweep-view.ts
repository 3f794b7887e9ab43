import { isTerminal, type Simulation, type SimulationState } from "../../experiments/result/simulation-handle.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import type { StoredSweep } from "./stored-sweep.ts";

/** When this process first looked at a sweep that runs, and how far it was then. */
export interface SweepClock {
  start: number;
  fraction: number;
}

/** A sweep as the API shows it: all but its values follows from its points' simulations. */
export function describeSweep({ id, createTime, values }: StoredSweep, simulations: readonly Simulation[]): Sweep {
  const state = stateOf(simulations);
  const self = `/api/v1/sweeps/${id}`;
  const completed = sum(simulations, ({ progress }) => progress.completedReplications);
  const replications = sum(simulations, ({ progress }) => progress.replications);
  return {
    id,
    state,
    engineVersion: simulations[0].engineVersion,
    createTime,
    startTime: first(simulations.map(({ startTime }) => startTime)),
    endTime: isTerminal(state) ? last(simulations.map(({ endTime }) => endTime)) : null,
    progress: {
      completedPoints: simulations.filter((each) => isTerminal(each.state)).length,
      points: simulations.length,
      completedReplications: completed,
      replications,
      fraction: completed / replications,
      etaSeconds: null,
    },
    points: simulations.map((simulation, point) => ({ values: values[point], simulation })),
    error: simulations.find(({ error }) => error !== null)?.error ?? null,
    links: { self, events: `${self}/events`, result: `${self}/result` },
  };
}

/** The state of the points together. */
export function stateOf(simulations: readonly Pick<Simulation, "state">[]): SimulationState {
  const states = new Set(simulations.map(({ state }) => state));
  if (states.has("queued") || states.has("running"))
    return states.size === 1 && states.has("queued") ? "queued" : "running";
  return states.has("cancelled") ? "cancelled" : states.has("failed") ? "failed" : "succeeded";
}

/** The sweep with the time that it still takes at its pace since the clock began; null where that is not known. */
export function timed(sweep: Sweep, { start, fraction }: SweepClock): Sweep {
  const done = sweep.progress.fraction - fraction;
  const seconds = (performance.now() - start) / 1000;
  const etaSeconds = done > 0 ? Number((((1 - sweep.progress.fraction) * seconds) / done).toPrecision(3)) : null;
  return { ...sweep, progress: { ...sweep.progress, etaSeconds } };
}

function sum(simulations: readonly Simulation[], of: (simulation: Simulation) => number): number {
  return simulations.reduce((total, simulation) => total + of(simulation), 0);
}

function first(times: readonly (string | null)[]): string | null {
  return times.filter((each) => each !== null).toSorted()[0] ?? null;
}

function last(times: readonly (string | null)[]): string | null {
  return (
    times
      .filter((each) => each !== null)
      .toSorted()
      .at(-1) ?? null
  );
}
