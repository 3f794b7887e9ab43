import { LRUCache } from "lru-cache";
import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import type { Handle, Work } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Results, ResultVersion } from "./results.ts";
import { describe } from "./simulation-view.ts";

/** A simulation and its result at the same moment; the result is null before the first replication. */
export interface Snapshot {
  simulation: Simulation;
  result: ResultVersion | null;
}

/** Looks up simulations by the handles that clients have. */
export class Handles {
  readonly #store: Store;
  readonly #runs: LiveRuns;
  readonly #results: Results;
  /** Ended simulations by id, which never change. */
  readonly #ended = new LRUCache<string, Simulation>({ max: 10_000 });

  constructor(store: Store, runs: LiveRuns, results: Results) {
    this.#store = store;
    this.#runs = runs;
    this.#results = results;
  }

  async find(id: string): Promise<Simulation | undefined> {
    return (await this.snapshot(id))?.simulation;
  }

  async snapshot(id: string): Promise<Snapshot | undefined> {
    const ended = this.#ended.get(id);
    if (ended) return { simulation: ended, result: this.#results.ofEnded(ended) };
    const handle = await this.#store.handles.find(id);
    const work = handle && (await this.#store.works.find(handle.hash));
    if (!work) return undefined;
    const run = handle.state === "live" ? this.#runs.get(work.hash) : undefined;
    const simulation = this.#described(handle, work);
    if (!isTerminal(simulation.state)) return { simulation, result: run ? this.#results.ofJob(run) : null };
    return { simulation, result: this.#results.ofEnded(simulation) };
  }

  /** The simulations of a sweep's points, in order; those that have ended never change. */
  async ofSweep(sweep: string): Promise<Simulation[]> {
    const points = await this.#store.sweeps.points(sweep);
    return points.map(({ handle, work }) => this.#ended.get(handle.id) ?? this.#described(handle, work));
  }

  #described(handle: Handle, work: Omit<Work, "spec">): Simulation {
    const run = handle.state === "live" ? this.#runs.get(work.hash) : undefined;
    const simulation = describe(handle, work, run);
    if (isTerminal(simulation.state)) this.#ended.set(simulation.id, simulation);
    return simulation;
  }

  /** Deletes simulations that were made before a time and have ended. */
  async deleteBefore(time: string): Promise<void> {
    await this.#store.deleteBefore(time);
    this.#ended.clear();
  }
}
