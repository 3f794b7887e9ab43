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

  /** @param nanoseconds to spend; all that it takes by default */
  constructor(nanoseconds = Infinity) {
    this.#left = nanoseconds;
  }

  /** @throws WorkExceeded where less is left */
  spend(nanoseconds: number): void {
    if (nanoseconds > this.#left) throw new WorkExceeded();
    this.#left -= nanoseconds;
  }
}
