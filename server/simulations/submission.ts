import { randomUUID } from "node:crypto";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationValidation } from "../../experiments/result/validation.ts";
import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import type { IdentifiedSpec } from "../../experiments/simulation/identified-spec.ts";
import { warningsOf, workOf } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { StoreDamaged } from "../domain-errors.ts";
import type { Engine, Job } from "../jobs/engine.ts";
import type { Logger } from "../log.ts";
import type { Work } from "../store/rows.ts";
import type { NewSweep, Store } from "../store/store.ts";
import type { NewWork } from "../store/works.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { type AdmissionLimits, checkBudget, checkRoom } from "./admission.ts";
import { now } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Results } from "./results.ts";
import { readProgress, readWork } from "./saved-work.ts";
import { newGroup } from "./sweep-groups.ts";
import { describe, newHandle, NOT_STARTED } from "./simulation-view.ts";

/** A sweep to submit. */
export interface SubmittedSweep extends Pick<NewSweep, "id" | "createTime" | "content"> {
  /** The specifications of its points, with their estimated seconds of one core. */
  points: { spec: IdentifiedSpec; seconds: number }[];
}

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
    // It has a place of its own now, since it is not asked for by its sweep alone.
    const shared = runs.get(hash);
    if (shared) shared.group = undefined;
    const [id, createTime] = [randomUUID(), now()];
    await store.handles.add(id, hash, createTime);
    return describe(newHandle(id, hash, createTime), known, runs.get(hash));
  }

  /**
   * Handles on the simulations of a sweep's points, of which those are started that neither run nor have succeeded.
   *
   * @throws QuotaExceeded or Busy where too many wait
   */
  async submitSweep({ id, createTime, content, points }: SubmittedSweep, client: string): Promise<void> {
    const { store, runs } = this.#parts;
    const known = await store.works.among(points.map(({ spec }) => spec.hash));
    const group = newGroup();
    const jobs: Job[] = [];
    const rows: NewSweep["points"] = [];
    for (const { spec: given, seconds } of points) {
      const work = known.get(given.hash);
      if (!work && runs.has(given.hash)) throw new StoreDamaged();
      const row = { handle: randomUUID(), hash: given.hash };
      if (work && (await this.#isShareable(work))) {
        rows.push(row);
        continue;
      }
      jobs.push(await this.#jobOf(given, work, { client, group }));
      rows.push({ ...row, starts: newWork(given, createTime) });
      group.seconds += seconds;
    }
    this.#checkRoom(jobs, client);
    await store.addSweep({ id, createTime, content, points: rows });
    for (const job of jobs) runs.run(job);
  }

  /** The job of a specification, from its saved prefix. */
  async #jobOf(given: IdentifiedSpec, known: Work | undefined, asked: Pick<Job, "client" | "group">): Promise<Job> {
    const { store, log } = this.#parts;
    const { hash, text: spec, plan } = given;
    const progress = known && (await readProgress(store, hash, plan, log));
    return { hash, spec, plan, ...asked, time: new ThreadTime(0, asked.group?.time), ...progress };
  }

  /** @throws QuotaExceeded or Busy where jobs that start together have to wait, and too many wait already */
  #checkRoom(jobs: readonly Job[], client: string): void {
    const { engine, runs, limits } = this.#parts;
    if (jobs.length === 0) return;
    checkRoom(engine.mayStart(jobs[0]) ? runs.suspended : [...runs.waiting, ...jobs], client, limits);
  }

  /** Whether a simulation runs or has a result that can be read, so that it need not start again. */
  async #isShareable({ hash, state, replications }: Work): Promise<boolean> {
    const { runs, results } = this.#parts;
    if (runs.has(hash)) return true;
    return state === "succeeded" && (await results.isReadable(hash, replications));
  }

  async #start(given: IdentifiedSpec, client: string, known: Work | undefined): Promise<Simulation> {
    const { store, runs } = this.#parts;
    const job = await this.#jobOf(given, known, { client });
    this.#checkRoom([job], client);
    const [id, createTime] = [randomUUID(), now()];
    const work = newWork(given, createTime);
    await store.addWork(id, work);
    const run = runs.run(job);
    return describe(newHandle(id, given.hash, createTime), { ...work, ...NOT_STARTED, state: "queued" }, run);
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

function newWork({ hash, text, spec: { replications } }: IdentifiedSpec, createTime: string): NewWork {
  return { hash, spec: text, engineVersion: ENGINE_VERSION, createTime, replications };
}

export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
