/** Milliseconds that should lie between two looks: fewer waste time on looking, more let a caller wait. */
const SHORTEST = 1;
const LONGEST = 4;

/**
 * How much work lies between two looks of a computation, in the unit in which it counts its work. What its work costs was
 * declared, and a declaration may be false, so it begins with little; the amount is then doubled, or cut, by what the clock
 * says. The core has no clock: the host hands one in. No result depends on it.
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

  /** Other work has been done since the last look: the time since then says nothing. */
  begin(): void {
    this.#last = NaN;
  }

  /** To be called at every look. Returns the amount of work, a whole number where `first` is one, before the next. */
  look(): number {
    const now = this.#now();
    const elapsed = now - this.#last;
    this.#last = now;
    if (elapsed < SHORTEST) this.#amount = Math.min(this.#most, 2 * this.#amount);
    else if (elapsed > LONGEST) this.#amount = Math.max(1, Math.floor((this.#amount * LONGEST) / elapsed));
    return this.#amount;
  }
}
