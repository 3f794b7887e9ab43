import { randomUUID } from "node:crypto";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationValidation } from "../../experiments/result/validation.ts";
import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import type { IdentifiedSpec } from "../../experiments/simulation/identified-spec.ts";
import { warningsOf, workOf } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { StoreDamaged } from "../domain-errors.ts";
import type { Engine } from "../jobs/engine.ts";
import type { Logger } from "../log.ts";
import type { Work } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { type AdmissionLimits, checkBudget, checkRoom } from "./admission.ts";
import { now } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Results } from "./results.ts";
import { readProgress, readWork } from "./saved-work.ts";
import { describe, newHandle, NOT_STARTED } from "./simulation-view.ts";

interface Parts {
  store: Store;
  engine: Engine;
  runs: LiveRuns;
  results: Results;
  limits: AdmissionLimits;
  log: Pick<Logger, "warn">;
}

/** Admits specifications: gives each a handle, and starts the run that equal ones share. */
export class Submission {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * A new handle on the simulation of a specification, which is started unless it runs or has succeeded.
   *
   * @throws InvalidInput where the simulation is over the budget
   * @throws QuotaExceeded or Busy where too many wait
   */
  async submit(given: IdentifiedSpec, client: string): Promise<Simulation> {
    const { store, runs } = this.#parts;
    const { hash } = given;
    const known = await readWork(store, hash);
    if (!known && runs.has(hash)) throw new StoreDamaged();
    if (!known || !(await this.#isShareable(known))) return await this.#start(given, client, known);
    const [id, createTime] = [randomUUID(), now()];
    await store.handles.add(id, hash, createTime);
    return describe(newHandle(id, hash, createTime), known, runs.get(hash));
  }

  /** Whether a simulation runs or has a result that can be read, so that it need not start again. */
  async #isShareable({ hash, state, replications }: Work): Promise<boolean> {
    const { runs, results } = this.#parts;
    if (runs.has(hash)) return true;
    return state === "succeeded" && (await results.isReadable(hash, replications));
  }

  async #start(given: IdentifiedSpec, client: string, known: Work | undefined): Promise<Simulation> {
    const { store, engine, runs, limits, log } = this.#parts;
    const { hash, text, spec, plan } = given;
    const next = { spec: text, plan, client };
    checkRoom(engine.mayStart(next) ? runs.suspended : [...runs.waiting, next], client, limits);
    const progress = known && (await readProgress(store, hash, plan, log));
    const [id, createTime] = [randomUUID(), now()];
    const { replications } = spec;
    const work = { hash, spec: text, engineVersion: ENGINE_VERSION, createTime, replications };
    await store.addWork(id, work);
    const run = runs.run({ ...next, hash, time: new ThreadTime(), ...progress });
    return describe(newHandle(id, hash, createTime), { ...work, ...NOT_STARTED, state: "queued" }, run);
  }

  /**
   * What submitting a specification would do. Starts and stores nothing.
   *
   * @throws InvalidInput where the simulation is over the budget
   */
  async validate({ spec, hash }: IdentifiedSpec): Promise<SimulationValidation> {
    const { store, runs, limits } = this.#parts;
    const { workBudget: budget } = limits;
    checkBudget(spec, budget);
    const known = runs.get(hash) ?? (await readWork(store, hash));
    const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
    return {
      valid: true,
      spec,
      specHash: hash,
      engineVersion: ENGINE_VERSION,
      cost: {
        work: workOf(spec),
        budget,
        estimatedSeconds: threeDigits(replicationsSeconds + exactSeconds),
        replicationsSeconds: threeDigits(replicationsSeconds),
        exactSeconds: threeDigits(exactSeconds),
      },
      warnings: warningsOf(spec),
      existing: known?.state ?? null,
    };
  }
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
