import type { End, Handle } from "../store/rows.ts";
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

  /** Cancels handles, all or none; one that has ended stays as it is. To be called in turn with other changes. */
  async cancel(handles: readonly Pick<Handle, "id" | "hash" | "state">[]): Promise<void> {
    const found = handles.flatMap(({ id, hash, state }) => {
      const run = this.#runs.get(hash);
      return run ? [{ id, run, isLive: state === "live" }] : [];
    });
    for (const { run } of found.filter(({ isLive }) => !isLive)) await this.#dropWithoutHandles(run);
    await this.#cancelLive(found.filter(({ isLive }) => isLive));
  }

  async #cancelLive(handles: readonly { id: string; run: LiveRun }[]): Promise<void> {
    if (handles.length === 0) return;
    const counts = await this.#store.handles.countsLive(handles.map(({ run }) => run.hash));
    const live = handles.map(({ id, run }) => ({ id, run, end: endOf(run) }));
    const last = live.filter(({ run }) => counts.get(run.hash) === 1);
    try {
      await this.#store.cancel(
        live,
        last.map(({ run }) => run.hash),
      );
    } catch (error) {
      // The store may have cancelled them and only its answer was lost.
      for (const { run } of live) this.#runs.later(run, async () => await this.#dropWithoutHandles(run));
      throw error;
    }
    this.#drop(last);
    // Final for these handles; the watchers of other handles look again and find theirs live.
    for (const { run } of live) this.#watchers.notify(run.hash, true);
  }

  #drop(stopped: readonly { run: LiveRun; end: End }[]): void {
    // From the last, so that none of a sweep starts in the place of another.
    for (const { run } of stopped.toReversed()) this.#runs.drop(run);
    for (const { run, end } of stopped) {
      // The client does not wait for this: saving a large prefix takes a quarter of a second.
      if (end.prefix || end.exact !== undefined) {
        void this.#changes.attempt(async () => await this.#saveDropped(run.hash, end));
      }
    }
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
