import type { End } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { Changes } from "./changes.ts";
import { endOf, type LiveRun } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Watchers } from "./watchers.ts";

/** Cancels handles; a run stops with its last live handle. */
export class Cancellation {
  readonly #store: Store;
  readonly #runs: LiveRuns;
  readonly #changes: Changes;
  readonly #watchers: Watchers;

  constructor(store: Store, runs: LiveRuns, changes: Changes, watchers: Watchers) {
    this.#store = store;
    this.#runs = runs;
    this.#changes = changes;
    this.#watchers = watchers;
  }

  /** Cancels a handle; one that has ended stays as it is. To be called in turn with other changes. */
  async cancel(id: string): Promise<void> {
    const handle = await this.#store.handles.find(id);
    const run = handle && this.#runs.get(handle.hash);
    if (run && handle.state === "live") await this.#cancelLive(id, run);
    else if (run) await this.#dropWithoutHandles(run);
  }

  async #cancelLive(id: string, run: LiveRun): Promise<void> {
    const { hash } = run;
    const isLast = (await this.#store.handles.countLive(hash)) === 1;
    const end = endOf(run);
    try {
      await this.#store.cancel(id, end, isLast ? { hash } : undefined);
    } catch (error) {
      // The store may have cancelled it and only its answer was lost.
      this.#runs.later(run, async () => await this.#dropWithoutHandles(run));
      throw error;
    }
    if (isLast) {
      this.#runs.drop(run);
      // The client does not wait for this: saving a large prefix takes a quarter of a second.
      void this.#changes.attempt(async () => await this.#saveDropped(hash, end));
    }
    // Final for this handle; the watchers of other handles look again and find theirs live.
    this.#watchers.notify(hash, true);
  }

  /** Saves how far a dropped run has come, unless it runs again already. */
  async #saveDropped(hash: string, end: End): Promise<void> {
    if (!this.#runs.has(hash)) await this.#store.works.saveProgress(hash, end, 0);
  }

  /** Drops a run that has no live handle in the store. */
  async #dropWithoutHandles(run: LiveRun): Promise<void> {
    if ((await this.#store.handles.countLive(run.hash)) === 0) this.#runs.drop(run);
  }
}
