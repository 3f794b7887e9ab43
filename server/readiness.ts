import type { Logger } from "./log.ts";
import { NotReady } from "./domain-errors.ts";
import type { Store } from "./store/store.ts";

const TRIAL_SECONDS = 5;

/** Checks whether the store can be read and written, at most once in a few seconds. */
export class Readiness {
  readonly #store: Pick<Store, "tryOut">;
  readonly #log: Logger;
  #trial: Promise<void> = Promise.resolve();
  #nextTrial = 0;

  constructor(store: Pick<Store, "tryOut">, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** @throws NotReady where the store cannot be read or written */
  async check(): Promise<void> {
    if (performance.now() >= this.#nextTrial) {
      this.#nextTrial = performance.now() + TRIAL_SECONDS * 1000;
      this.#trial = this.#try();
    }
    await this.#trial;
  }

  async #try(): Promise<void> {
    try {
      await this.#store.tryOut(new Date().toISOString());
    } catch (error) {
      this.#log.error({ err: error }, "the store cannot be read or written");
      throw new NotReady("The store cannot be read or written.", TRIAL_SECONDS);
    }
  }
}
