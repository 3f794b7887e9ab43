import { EventEmitter, once } from "node:events";

/** @param isFinal nothing changes after this, so it should be reported at once */
export type Watcher = (isFinal: boolean) => void;

/** Change listeners by name: the hash of a simulation. */
export class Watchers {
  // Any number of clients may follow one simulation.
  readonly #changes = new EventEmitter<Record<string, [isFinal: boolean]>>().setMaxListeners(0);

  /** Calls back when something about the name may have changed. Returns a function that ends this. */
  watch(name: string, changed: Watcher): () => void {
    this.#changes.on(name, changed);
    return () => void this.#changes.off(name, changed);
  }

  notify(name: string, isFinal = false): void {
    this.#changes.emit(name, isFinal);
  }

  /** Notifies all: no change follows. */
  notifyLast(): void {
    // While it waits, `once` listens for "error" too.
    for (const name of this.#changes.eventNames()) if (name !== "error") this.notify(name, true);
  }

  /** Resolves with the next change, or when the signal aborts. */
  async next(name: string, deadline: AbortSignal): Promise<void> {
    await once(this.#changes, name, { signal: deadline }).catch(() => {});
  }
}
