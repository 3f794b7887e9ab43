import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { JobGroup } from "../jobs/engine.ts";
import { estimateOf } from "../jobs/job-length.ts";
import type { Work } from "../store/rows.ts";
import { ThreadTime } from "../threads/thread-time.ts";

export function newGroup(seconds = 0): JobGroup {
  return { seconds, time: new ThreadTime() };
}

/** The groups of the sweeps that the last process left unfinished. */
export class SweepGroups {
  readonly #sweeps: ReadonlyMap<string, string>;
  readonly #groups = new Map<string, JobGroup>();

  /** @param sweeps the sweep that each simulation belongs to, by its hash, in the order of points */
  constructor(sweeps: ReadonlyMap<string, string>) {
    this.#sweeps = sweeps;
  }

  /** Simulations by their age, and those of a sweep, which are equally old, in the order of its points. */
  inOrder(works: readonly Work[]): Work[] {
    const places = new Map([...this.#sweeps.keys()].map((hash, place) => [hash, place]));
    const placeOf = ({ hash }: Work) => places.get(hash) ?? 0;
    return works.toSorted((one, other) =>
      one.createTime === other.createTime ? placeOf(one) - placeOf(other) : one.createTime < other.createTime ? -1 : 1,
    );
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
