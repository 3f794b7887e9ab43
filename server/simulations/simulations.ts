import { setMaxListeners } from "node:events";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationValidation } from "../../experiments/result/validation.ts";
import type { IdentifiedSpec } from "../../experiments/simulation/identified-spec.ts";
import { ShuttingDown } from "../domain-errors.ts";
import type { Engine } from "../jobs/engine.ts";
import type { Logger } from "../log.ts";
import type { Store } from "../store/store.ts";
import { within } from "../within.ts";
import { type AdmissionLimits, checkBudget } from "./admission.ts";
import { Cancellation } from "./cancellation.ts";
import { Changes } from "./changes.ts";
import { Handles, type Snapshot } from "./handles.ts";
import { LiveRuns } from "./live-runs.ts";
import { ProgressSaver } from "./progress-saver.ts";
import { resume } from "./recovery.ts";
import type { Results } from "./results.ts";
import { type SubmittedSweep, Submission } from "./submission.ts";
import { SweepGroups } from "./sweep-groups.ts";
import { untilEnded } from "./until-ended.ts";
import { type Watcher, Watchers } from "./watchers.ts";

export interface SimulationsOptions extends AdmissionLimits {
  retentionDays: number;
}

const SAVE_MILLISECONDS = 1000;
const COST_MILLISECONDS = 1000;
const DELETE_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Simulations as clients see them: handles on runs that equal specifications share. An accepted simulation is on the disk
 * before it is answered; how far it has come is in memory, and saved about once a second.
 */
export class Simulations {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #results: Results;
  readonly #options: SimulationsOptions;
  readonly #log: Logger;
  readonly #watchers = new Watchers();
  readonly #closing = new AbortController();
  readonly #changes: Changes;
  readonly #runs: LiveRuns;
  readonly #handles: Handles;
  readonly #submission: Submission;
  readonly #cancellation: Cancellation;
  readonly #saver: ProgressSaver;

  constructor(store: Store, engine: Engine, results: Results, options: SimulationsOptions, log: Logger) {
    const watchers = this.#watchers;
    // Every request that waits for an end listens to it.
    setMaxListeners(0, this.#closing.signal);
    const changes = new Changes(log, this.#closing.signal);
    const runs = new LiveRuns({ store, engine, results, changes, watchers });
    this.#store = store;
    this.#engine = engine;
    this.#results = results;
    this.#options = options;
    this.#log = log;
    this.#changes = changes;
    this.#runs = runs;
    this.#handles = new Handles(store, runs, results);
    this.#submission = new Submission({ store, engine, runs, results, limits: options, log });
    this.#cancellation = new Cancellation(store, runs, changes, watchers);
    this.#saver = new ProgressSaver(store, runs, changes);
  }

  get isClosing() {
    return this.#closing.signal.aborted;
  }

  get census() {
    return this.#runs.census;
  }

  get mergedReplications() {
    return this.#runs.mergedReplications;
  }

  /** Continues what was queued or running when the last process ended, however it ended. */
  async start(): Promise<void> {
    const changes = this.#changes;
    const groups = new SweepGroups(await this.#store.sweeps.ofUnfinished());
    for (const work of await this.#store.works.unfinished()) {
      const parts = { store: this.#store, runs: this.#runs, groups, log: this.#log };
      await changes.attempt(async () => await resume(work, parts));
    }
    const deleteOld = async () => await changes.attempt(async () => await this.#deleteOld());
    await deleteOld();
    changes.every(SAVE_MILLISECONDS, async () => await this.#saver.saveInTime());
    changes.every(COST_MILLISECONDS, async () => this.#runs.reportCosts());
    changes.every(DELETE_MILLISECONDS, deleteOld);
  }

  /**
   * A new handle on the simulation of a specification, which is started unless it runs or has succeeded.
   *
   * @throws InvalidInput where the simulation is over the budget
   * @throws QuotaExceeded, Busy or ShuttingDown where it cannot be accepted now
   */
  async submit(spec: IdentifiedSpec, client: string): Promise<Simulation> {
    checkBudget(spec.spec, this.#options.workBudget);
    return await this.#changes.make(async () => {
      if (this.isClosing) throw new ShuttingDown();
      return await this.#submission.submit(spec, client);
    });
  }

  /** What submitting a specification would do. Starts and stores nothing. */
  async validate(spec: IdentifiedSpec): Promise<SimulationValidation> {
    return await this.#submission.validate(spec);
  }

  async find(id: string): Promise<Simulation | undefined> {
    return await this.#handles.find(id);
  }

  async snapshot(id: string): Promise<Snapshot | undefined> {
    return await this.#handles.snapshot(id);
  }

  /** Cancels a handle; the run stops with its last live handle. A handle that has ended stays as it is. */
  async cancel(id: string): Promise<Simulation | undefined> {
    const simulation = await this.#changes.make(async () => {
      const handle = await this.#store.handles.find(id);
      if (handle) await this.#cancellation.cancel([handle]);
      return await this.#handles.find(id);
    });
    // Rendered before the client asks, and by this engine version, which the next process may not have.
    if (simulation?.state === "cancelled") void this.#prepareResult(simulation);
    return simulation;
  }

  /**
   * Handles on the simulations of a sweep's points, stored with it in one transaction. The sweep counts as one simulation of
   * the summed cost of those that it starts.
   *
   * @throws QuotaExceeded, Busy or ShuttingDown where it cannot be accepted now
   */
  async submitSweep(sweep: SubmittedSweep, client: string): Promise<void> {
    await this.#changes.make(async () => {
      if (this.isClosing) throw new ShuttingDown();
      await this.#submission.submitSweep(sweep, client);
    });
  }

  /** The simulations of a sweep's points, in order. */
  async ofSweep(id: string): Promise<Simulation[]> {
    return await this.#handles.ofSweep(id);
  }

  /** Cancels the points of a sweep that have not ended, all or none. */
  async cancelSweep(id: string): Promise<void> {
    await this.#changes.make(async () => {
      await this.#cancellation.cancel((await this.#store.sweeps.points(id)).map(({ handle }) => handle));
    });
  }

  async #prepareResult(simulation: Simulation): Promise<void> {
    try {
      await this.#results.ofEnded(simulation)?.json();
    } catch (error) {
      if (!this.isClosing)
        this.#log.warn({ err: error }, "the result of a cancelled simulation cannot be rendered yet");
    }
  }

  /** Calls back when a simulation may have changed. Returns the function that stops this. */
  watch({ specHash }: Simulation, changed: Watcher): () => void {
    return this.#watchers.watch(specHash, changed);
  }

  /** The simulation when it has ended, or as it is after a time, when the client leaves, or when the server closes. */
  async finished(simulation: Simulation, milliseconds: number, gone: AbortSignal): Promise<Simulation> {
    return await within(milliseconds, [gone, this.#closing.signal], async (over) =>
      untilEnded(simulation, this.#handles, this.#watchers, over),
    );
  }

  /** Accepts nothing new, and notifies all watchers. */
  beginClosing(): void {
    this.#closing.abort();
    this.#watchers.notifyLast();
  }

  /** Stops all runs and saves how far they came; the next process continues them. */
  async close(): Promise<void> {
    this.beginClosing();
    await this.#engine.stop();
    await this.#saver.saveAll();
    await this.#changes.settled();
  }

  async #deleteOld(): Promise<void> {
    const before = Date.now() - this.#options.retentionDays * DAY_MILLISECONDS;
    await this.#handles.deleteBefore(new Date(before).toISOString());
  }
}
