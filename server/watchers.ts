/** Whoever wants to know when something about a name has changed. */
export class Watchers {
  readonly #watchers = new Map<string, Set<() => void>>();

  /** Calls back whenever something may have changed. Returns what ends that. */
  watch(name: string, changed: () => void): () => void {
    const watchers = this.#watchers.get(name) ?? new Set();
    this.#watchers.set(name, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0 && this.#watchers.get(name) === watchers) this.#watchers.delete(name);
    };
  }

  notify(name: string): void {
    this.#watchers.get(name)?.forEach((changed) => changed());
  }

  notifyAll(): void {
    for (const name of this.#watchers.keys()) this.notify(name);
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
