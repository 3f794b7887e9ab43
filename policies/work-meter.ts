/** Thrown if an exact comparison would take more time than is left. */
export class WorkExceeded extends Error {
  constructor() {
    super("An exact comparison takes more time than was given.");
  }
}

/**
 * Counts the planned nanoseconds of the exact comparisons of a decision. How many comparisons there are is not known
 * beforehand, so each one calls `spend` before it starts, and the one that exceeds the rest does not start.
 */
export class WorkMeter {
  #left: number;
  readonly #onSpend: ((nanoseconds: number) => void) | undefined;

  /**
   * @param nanoseconds the limit; none by default
   * @param onSpend called with the nanoseconds that are about to be spent
   */
  constructor(nanoseconds = Infinity, onSpend?: (nanoseconds: number) => void) {
    this.#left = nanoseconds;
    this.#onSpend = onSpend;
  }

  /** @throws WorkExceeded if less is left */
  spend(nanoseconds: number): void {
    if (nanoseconds > this.#left) throw new WorkExceeded();
    this.#left -= nanoseconds;
    this.#onSpend?.(nanoseconds);
  }
}
