import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import { replicationsIn } from "../../experiments/simulation/summary-bytes.ts";
import { ByteCache } from "../byte-cache.ts";
import { Gone, OtherEngine, ShuttingDown, StoreDamaged } from "../domain-errors.ts";
import type { Crew } from "../jobs/crew.ts";
import type { Job } from "../jobs/engine.ts";
import type { SummaryThread } from "../jobs/summary-thread.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import type { Store } from "../store/store.ts";
import { isOfThisEngine, storedSpec } from "./stored-spec.ts";

/** Bytes of rendered results that are cached. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** A result at one moment: equal versions have equal bytes. */
export interface ResultVersion {
  version: string;
  json: () => Promise<Uint8Array>;
  csv: () => Promise<Uint8Array>;
}

/** Results of simulations, rendered on another thread. */
export class Results {
  readonly #store: Store;
  readonly #summaries: SummaryThread;
  readonly #crew: Pick<Crew, "assign">;
  readonly #cache = new ByteCache(KEPT_BYTES);

  /** @param crew computes the exact curves of simulations that were cancelled before they had them */
  constructor(store: Store, summaries: SummaryThread, crew: Pick<Crew, "assign">) {
    this.#store = store;
    this.#summaries = summaries;
    this.#crew = crew;
  }

  /** The result so far of a job, or its last one before it is stored; null before the first replication. */
  ofJob({ hash, spec, prefix, exact }: Job): ResultVersion | null {
    if (!prefix) return null;
    // Without its exact curves a result has other bytes.
    const version = `${hash}-${prefix.replications}${exact === undefined ? "-provisional" : ""}`;
    return this.#version(
      version,
      async () => await this.#summaries.render({ hash, spec, prefix: prefix.bytes, exact }),
    );
  }

  /** The result of an ended simulation; null where it ended before the first replication. */
  ofEnded(simulation: Simulation): ResultVersion | null {
    const { specHash, progress } = simulation;
    if (progress.completedReplications === 0) return null;
    return this.#version(`${specHash}-${progress.completedReplications}`, async () => await this.#load(simulation));
  }

  /** What a sweep keeps of an ended simulation's result, as JSON; undefined where it ended before the first replication. */
  async estimate(simulation: Simulation): Promise<Uint8Array | undefined> {
    const result = this.ofEnded(simulation);
    return (
      (result &&
        (await this.#cache.get(
          `${result.version} estimate`,
          async () => await this.#summaries.estimate(await result.json()),
        ))) ??
      undefined
    );
  }

  /** The stored result of an ended simulation. That of a cancelled handle is rendered and stored at first use. */
  async #load({ id, specHash, state, progress }: Simulation): Promise<Uint8Array> {
    if (state === "succeeded") return await this.#loadWork(specHash);
    const { result, summary } = (await this.#store.handles.result(id)) ?? gone();
    if (result) return result;
    const work = (summary && (await this.#store.works.find(specHash))) ?? gone();
    if (!isOfThisEngine(work)) {
      throw new OtherEngine(`Engine version ${work.engineVersion} began this simulation. Start it again.`);
    }
    const isIntact = replicationsIn(summary!) === progress.completedReplications && storedSpec(work.spec, specHash);
    if (!isIntact) throw new StoreDamaged();
    const exact = (await this.#store.works.exact(specHash)) ?? (await this.#exact(work));
    const json = await this.#summaries.render({ hash: specHash, spec: work.spec, prefix: summary!, exact });
    // Where it cannot be stored, the next request renders it again.
    await this.#store.handles.keepResult({ id, hash: specHash }, json, exact).catch(() => {});
    return json;
  }

  /** Computes exact curves on the crew, where they take turns with other long tasks, not on the thread that renders. */
  async #exact({ hash, spec }: Pick<Job, "hash" | "spec">): Promise<string> {
    const assignment = this.#crew.assign({ hash, spec, time: new ThreadTime() });
    try {
      const exact = await assignment.exact();
      if (!exact) throw new ShuttingDown();
      return Buffer.from(await exact.load()).toString();
    } finally {
      assignment.end();
    }
  }

  /** Whether the result of a succeeded simulation can still be read; if not, it must be computed again. */
  async isReadable(hash: string, replications: number): Promise<boolean> {
    try {
      await this.#cache.get(`${hash}-${replications}`, async () => await this.#loadWork(hash));
      return true;
    } catch (error) {
      if (error instanceof StoreDamaged) return false;
      throw error;
    }
  }

  async #loadWork(hash: string): Promise<Uint8Array> {
    const result = await this.#store.works.result(hash);
    if (!result) throw new StoreDamaged();
    return result;
  }

  #version(version: string, make: () => Promise<Uint8Array>): ResultVersion {
    const json = async () => await this.#cache.get(version, make);
    const csv = async () =>
      await this.#cache.get(`${version} csv`, async () => await this.#summaries.csv(await json()));
    return { version, json, csv };
  }
}

function gone(): never {
  throw new Gone("The result was deleted after its retention time.");
}
