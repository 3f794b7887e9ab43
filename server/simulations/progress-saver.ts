import type { Store } from "../store/store.ts";
import type { Changes } from "./changes.ts";
import { completedReplications, type LiveRun } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";

/** Saving takes at most this share of the time, so large prefixes are saved less often. */
const LARGEST_SHARE = 1 / 20;

/** Saves how far live runs have come, for the next process to continue from. */
export class ProgressSaver {
  readonly #store: Store;
  readonly #runs: LiveRuns;
  readonly #changes: Changes;
  #nextSave = 0;

  constructor(store: Store, runs: LiveRuns, changes: Changes) {
    this.#store = store;
    this.#runs = runs;
    this.#changes = changes;
  }

  /** Saves every run, unless the last time took so long that it is too early. */
  async saveInTime(): Promise<void> {
    if (performance.now() >= this.#nextSave) await this.saveAll();
  }

  /** Saves each run in a turn of its own, so that other changes are made in between. */
  async saveAll(): Promise<void> {
    let milliseconds = 0;
    for (const run of this.#runs.all) {
      await this.#changes.attempt(async () => {
        const start = performance.now();
        await this.#save(run).finally(() => {
          milliseconds += performance.now() - start;
        });
      });
    }
    this.#nextSave = performance.now() + milliseconds / LARGEST_SHARE;
  }

  async #save(run: LiveRun): Promise<void> {
    const { hash, plan, prefix, exact, saved } = run;
    const isSaved = prefix === saved.prefix && exact === saved.exact;
    if (isSaved || this.#runs.get(hash) !== run) return;
    const change = { prefix, ...(exact !== saved.exact && { exact }) };
    await this.#store.works.saveProgress(hash, change, Math.ceil(completedReplications(run) / plan.blockSize));
    run.saved = { prefix, exact };
  }
}
