import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import { warningsOf } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import {
  noEstimate,
  type PointEstimate,
  type PointResult,
  type SweepResult,
  sweepResult,
} from "../../experiments/sweep/result.ts";
import type { Sweep, SweepValidation } from "../../experiments/sweep/sweep-handle.ts";
import { Gone } from "../domain-errors.ts";
import { now } from "../simulations/live-run.ts";
import type { Results } from "../simulations/results.ts";
import type { Simulations } from "../simulations/simulations.ts";
import { threeDigits } from "../simulations/submission.ts";
import type { Watcher } from "../simulations/watchers.ts";
import type { Store } from "../store/store.ts";
import type { EstimatedSweep } from "./read-sweep.ts";
import { contentOf, storedSweep, type StoredSweep } from "./stored-sweep.ts";
import { checkSweepBudget, workOfSweep } from "./sweep-budget.ts";
import { describeSweep, type SweepClock, timed } from "./sweep-view.ts";

/** Sweeps as clients see them: a stored list of handles, from which state, progress and result follow. */
export class Sweeps {
  readonly #store: Store;
  readonly #simulations: Simulations;
  readonly #results: Pick<Results, "estimate">;
  readonly #workBudget: number;
  /** Sweeps by id: what is stored of them never changes. */
  readonly #stored = new LRUCache<string, StoredSweep>({ max: 100 });
  readonly #clocks = new LRUCache<string, SweepClock>({ max: 10_000 });

  constructor(
    store: Store,
    simulations: Simulations,
    results: Pick<Results, "estimate">,
    { workBudget }: { workBudget: number },
  ) {
    this.#store = store;
    this.#simulations = simulations;
    this.#results = results;
    this.#workBudget = workBudget;
  }

  /**
   * Starts a sweep: the simulations of its points, but for those that run or have succeeded.
   *
   * @throws InvalidInput where it is over the budget of one simulation
   * @throws QuotaExceeded, Busy or ShuttingDown where it cannot be accepted now
   */
  async submit(sweep: EstimatedSweep, client: string): Promise<Sweep> {
    checkSweepBudget(sweep, this.#workBudget);
    const stored = {
      id: randomUUID(),
      createTime: now(),
      spec: sweep.spec,
      values: sweep.points.map(({ values }) => values),
    };
    const points = sweep.points.map(({ spec, estimate: { replicationsSeconds, exactSeconds } }) => ({
      spec,
      seconds: replicationsSeconds + exactSeconds,
    }));
    await this.#simulations.submitSweep({ ...stored, content: contentOf(stored), points }, client);
    this.#stored.set(stored.id, stored);
    return await this.#described(stored);
  }

  /** What submitting a sweep would do. Starts and stores nothing. */
  validate(sweep: EstimatedSweep): SweepValidation {
    checkSweepBudget(sweep, this.#workBudget);
    const total = (of: "replicationsSeconds" | "exactSeconds") =>
      sweep.points.reduce((sum, { estimate }) => sum + estimate[of], 0);
    const [replicationsSeconds, exactSeconds] = [total("replicationsSeconds"), total("exactSeconds")];
    return {
      valid: true,
      points: sweep.points.length,
      engineVersion: ENGINE_VERSION,
      cost: {
        work: workOfSweep(sweep),
        budget: this.#workBudget,
        estimatedSeconds: threeDigits(replicationsSeconds + exactSeconds),
        replicationsSeconds: threeDigits(replicationsSeconds),
        exactSeconds: threeDigits(exactSeconds),
      },
      warnings: [...new Set(sweep.points.flatMap(({ spec: { spec } }) => warningsOf(spec)))],
    };
  }

  async find(id: string): Promise<Sweep | undefined> {
    const stored = await this.#find(id);
    return stored && (await this.#described(stored));
  }

  /** Cancels the points that have not ended, and keeps what they have. A sweep that has ended stays as it is. */
  async cancel(id: string): Promise<Sweep | undefined> {
    if (!(await this.#find(id))) return undefined;
    await this.#simulations.cancelSweep(id);
    return await this.find(id);
  }

  /** The result of the points that have ended; undefined before the first of them. */
  async result({ id, points }: Sweep): Promise<SweepResult | undefined> {
    const stored = await this.#find(id);
    if (!stored) return undefined;
    const results: PointResult[] = [];
    // One after another: results may be large.
    for (const { values, simulation } of points) results.push({ values, ...(await this.#estimate(simulation)) });
    return results.some(({ policies }) => policies.length > 0) ? sweepResult(stored.spec, results) : undefined;
  }

  async #estimate(simulation: Simulation): Promise<PointEstimate> {
    const { specHash, state, progress } = simulation;
    const bytes = isTerminal(state) ? await this.#results.estimate(simulation) : undefined;
    if (bytes) return JSON.parse(Buffer.from(bytes).toString()) as PointEstimate;
    return noEstimate(specHash, progress.replications);
  }

  /** Calls back when a point may have changed. Returns the function that stops this. */
  watch({ points }: Sweep, changed: Watcher): () => void {
    const stops = points.map(({ simulation }) => this.#simulations.watch(simulation, changed));
    return () => stops.forEach((stop) => stop());
  }

  /** The sweep when it has ended, or as it is after a time, when the client leaves, or when the server closes. */
  async finished(sweep: Sweep, milliseconds: number, gone: AbortSignal): Promise<Sweep> {
    const deadline = performance.now() + milliseconds;
    for (const { simulation } of sweep.points) {
      const left = deadline - performance.now();
      if (left <= 0 || gone.aborted || this.#simulations.isClosing) break;
      if (!isTerminal(simulation.state)) await this.#simulations.finished(simulation, left, gone);
    }
    // It was accepted, so a store that cannot be read now leaves the last known state.
    return (await this.find(sweep.id).catch(() => sweep)) ?? sweep;
  }

  async #find(id: string): Promise<StoredSweep | undefined> {
    const known = this.#stored.get(id);
    if (known) return known;
    const row = await this.#store.sweeps.find(id);
    if (!row) return undefined;
    const stored = storedSweep(row);
    this.#stored.set(id, stored);
    return stored;
  }

  /** @throws Gone where it was deleted after its retention time */
  async #described(stored: StoredSweep): Promise<Sweep> {
    const simulations = await this.#simulations.ofSweep(stored.id);
    if (simulations.length < stored.values.length) throw new Gone("The sweep was deleted after its retention time.");
    const sweep = describeSweep(stored, simulations);
    if (sweep.state !== "running") return sweep;
    const clock = this.#clocks.get(stored.id) ?? { start: performance.now(), fraction: sweep.progress.fraction };
    this.#clocks.set(stored.id, clock);
    return timed(sweep, clock);
  }
}
