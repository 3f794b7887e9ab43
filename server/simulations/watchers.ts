/** @param isFinal nothing more will change: it should be told at once */
export type Watcher = (isFinal: boolean) => void;

/** Whoever wants to know when something about a name has changed. */
export class Watchers {
  readonly #watchers = new Map<string, Set<Watcher>>();

  /** Calls back whenever something may have changed. Returns what ends that. */
  watch(name: string, changed: Watcher): () => void {
    const watchers = this.#watchers.get(name) ?? new Set();
    this.#watchers.set(name, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0 && this.#watchers.get(name) === watchers) this.#watchers.delete(name);
    };
  }

  notify(name: string, isFinal = false): void {
    this.#watchers.get(name)?.forEach((changed) => changed(isFinal));
  }

  /** Nothing will be told any more. */
  notifyLast(): void {
    for (const name of this.#watchers.keys()) this.notify(name, true);
  }

  /** Resolves with the next change, or when the signal aborts. */
  async next(name: string, deadline: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        stop();
        deadline.removeEventListener("abort", done);
        resolve();
      };
      const stop = this.watch(name, done);
      deadline.addEventListener("abort", done);
      if (deadline.aborted) done();
    });
  }
}
