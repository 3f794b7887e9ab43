import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether something has changed since the last look. Several changes count as one, also those before `next` is called. */
export class ChangeSignal {
  readonly #changes = new EventEmitter<{ change: [] }>();
  #isPending = false;
  #urgent = new AbortController();

  /** @param isUrgent ends the rest that is under way, or skips the following one */
  tell(isUrgent = false): void {
    this.#isPending = true;
    if (isUrgent) this.#urgent.abort();
    this.#changes.emit("change");
  }

  /** Resolves when something has changed since it last resolved. */
  async next(): Promise<void> {
    if (!this.#isPending) await once(this.#changes, "change");
    this.#isPending = false;
    if (this.#urgent.signal.aborted) this.#urgent = new AbortController();
  }

  /** Resolves after a time, or with an urgent change. */
  async rest(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#urgent.signal }).catch(() => {});
  }
}
