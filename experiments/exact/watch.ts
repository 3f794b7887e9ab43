/** Thrown by a computation whose caller has cancelled it. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
  }
}

/** Nanoseconds of work between two looks. */
const LOOK_EVERY = 5e6;

/** Counts work as it is done, tells how far it is, and ends it when its caller no longer wants it. */
export class Watch {
  readonly #total: number;
  readonly #onProgress: ((fraction: number) => void) | undefined;
  readonly #cancelled: (() => boolean) | undefined;
  #done = 0;
  #next = LOOK_EVERY;

  /** @param total nanoseconds that all of it will roughly take */
  constructor(total: number, onProgress?: (fraction: number) => void, cancelled?: () => boolean) {
    this.#total = total;
    this.#onProgress = onProgress;
    this.#cancelled = cancelled;
  }

  /**
   * Takes in work that has been done, in the same rough nanoseconds.
   *
   * @throws Cancelled if the caller has cancelled
   */
  spend(nanoseconds: number): void {
    this.#done += nanoseconds;
    if (this.#done < this.#next) return;
    this.#next = this.#done + LOOK_EVERY;
    if (this.#cancelled?.()) throw new Cancelled();
    this.#onProgress?.(Math.min(1, this.#done / this.#total));
  }
}
