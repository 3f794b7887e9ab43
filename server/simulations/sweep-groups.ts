import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { JobGroup } from "../jobs/engine.ts";
import { estimateOf } from "../jobs/job-length.ts";
import { ThreadTime } from "../threads/thread-time.ts";

export function newGroup(seconds = 0): JobGroup {
  return { seconds, time: new ThreadTime() };
}

/** The groups of the sweeps that the last process left unfinished. */
export class SweepGroups {
  readonly #sweeps: ReadonlyMap<string, string>;
  readonly #groups = new Map<string, JobGroup>();

  /** @param sweeps the sweep that each simulation belongs to, by its hash */
  constructor(sweeps: ReadonlyMap<string, string>) {
    this.#sweeps = sweeps;
  }

  /** The group that a simulation counts to, with its cost added; undefined where it belongs to no sweep. */
  join(hash: string, plan: SimulationPlan): JobGroup | undefined {
    const sweep = this.#sweeps.get(hash);
    if (sweep === undefined) return undefined;
    const group = this.#groups.get(sweep) ?? newGroup();
    this.#groups.set(sweep, group);
    group.seconds += estimateOf(plan);
    return group;
  }
}
