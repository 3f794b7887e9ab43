/** The range of milliseconds between two looks: fewer waste time on looking, more keep a caller waiting. */
const SHORTEST = 1;
const LONGEST = 4;

/**
 * Chooses the amount of work between two looks of a computation at its watch, in the computation's own unit of work. The
 * declared cost of work may be false, so it begins with a small amount and doubles or cuts it by the clock. The host provides
 * the clock, because the core has none. No result depends on it.
 */
export class LookPace {
  readonly #now: () => number;
  readonly #most: number;
  #amount: number;
  #last = NaN;

  /**
   * @param now milliseconds of a clock that only goes forward
   * @param first the amount before the second look
   * @param most the largest amount
   */
  constructor(now: () => number, first: number, most = Infinity) {
    this.#now = now;
    this.#amount = first;
    this.#most = most;
  }

  /** Starts anew after other work, whose time must not count. */
  begin(): void {
    this.#last = NaN;
  }

  /** Call at every look. Returns the amount of work until the next one, a whole number if `first` is one. */
  look(): number {
    const now = this.#now();
    const elapsed = now - this.#last;
    this.#last = now;
    if (elapsed < SHORTEST) this.#amount = Math.min(this.#most, 2 * this.#amount);
    else if (elapsed > LONGEST) this.#amount = Math.max(1, Math.floor((this.#amount * LONGEST) / elapsed));
    return this.#amount;
  }
}
