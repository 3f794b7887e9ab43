/** Thrown where an exact comparison would take more than is left to spend. */
export class WorkExceeded extends Error {
  constructor() {
    super("An exact comparison takes more time than was given.");
  }
}

/**
 * Counts what the exact comparisons of a decision take, in nanoseconds. How many there are shows only on the way, so each
 * says what it takes before it is made, and the one that exceeds the rest is not made.
 */
export class WorkMeter {
  #left: number;
  readonly #onSpend: ((nanoseconds: number) => void) | undefined;

  /**
   * @param nanoseconds to spend; all that it takes by default
   * @param onSpend told what will be spent
   */
  constructor(nanoseconds = Infinity, onSpend?: (nanoseconds: number) => void) {
    this.#left = nanoseconds;
    this.#onSpend = onSpend;
  }

  /** @throws WorkExceeded where less is left */
  spend(nanoseconds: number): void {
    if (nanoseconds > this.#left) throw new WorkExceeded();
    this.#left -= nanoseconds;
    this.#onSpend?.(nanoseconds);
  }
}
