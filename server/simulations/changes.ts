import { repeat } from "../repeat.ts";
import { retry } from "../retry.ts";
import { SerialQueue } from "../serial-queue.ts";
import type { Logger } from "../log.ts";

const RETRY_MILLISECONDS = 1000;

/** Makes changes of simulations one after another, so that none sees another half done. */
export class Changes {
  readonly #queue = new SerialQueue();
  readonly #log: Pick<Logger, "error">;
  readonly #closing: AbortSignal;

  /** @param closing aborts when the server begins to close: nothing is then tried again or repeated */
  constructor(log: Pick<Logger, "error">, closing: AbortSignal) {
    this.#log = log;
    this.#closing = closing;
  }

  async make<Value>(change: () => Promise<Value>): Promise<Value> {
    return await this.#queue.run(change);
  }

  /** Makes a change that may fail without harm: it is repeated later, or made again by the next process. */
  async attempt(change: () => Promise<void>): Promise<void> {
    await this.make(async () => {
      try {
        await change();
      } catch (error) {
        this.#log.error({ err: error }, "the store cannot be written");
      }
    });
  }

  /** Makes a change, and makes it again every second while it cannot be stored. */
  retry(change: () => Promise<void>): void {
    const attempt = async () => {
      if (!this.#closing.aborted) await change();
    };
    const isTemporary = (error: unknown) => {
      this.#log.error({ err: error }, "a change of a simulation cannot be stored yet");
      return true;
    };
    // Other changes are made during the pauses.
    void retry(async () => await this.make(attempt), { pauseMilliseconds: RETRY_MILLISECONDS, isTemporary });
  }

  /** Repeats a task until the server closes, also after a failure. */
  every(milliseconds: number, task: () => Promise<void>): void {
    const logged = async () =>
      await task().catch((error: unknown) => this.#log.error({ err: error }, "a repeated task failed"));
    void repeat(milliseconds, logged, this.#closing);
  }

  /** Resolves when all changes so far are made. */
  async settled(): Promise<void> {
    await this.#queue.settled();
  }
}
