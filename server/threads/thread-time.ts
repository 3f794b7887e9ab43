/** Work that has taken threads for longer than this is long. */
const SHORT_MILLISECONDS = 2000;

/** A turn on a thread that is being taken. */
export interface Clock {
  /** Milliseconds so far. */
  elapsed(): number;
  stop(): void;
}

/** The time that a job or a question has taken of threads: measured, and what is on a thread now included. */
export class ThreadTime {
  readonly #planned: number;
  #finished = 0;
  #longest = 0;
  readonly #clocks = new Set<Clock>();

  /** @param planned milliseconds that are known beforehand; 0 where only the measured time counts */
  constructor(planned = 0) {
    this.#planned = planned;
  }

  /** Milliseconds of all threads, added up. */
  get milliseconds(): number {
    return [...this.#clocks].reduce((sum, clock) => sum + clock.elapsed(), this.#finished);
  }

  /** Milliseconds of the block that took longest so far; one that is being taken counts as far as it has come. */
  get longest(): number {
    return Math.max(this.#longest, ...[...this.#clocks].map((clock) => clock.elapsed()));
  }

  /** Whether it is planned to take, or has taken, more than two seconds. */
  get isLong(): boolean {
    return this.#planned > SHORT_MILLISECONDS || this.milliseconds > SHORT_MILLISECONDS;
  }

  /**
   * Starts a clock.
   *
   * @param began when its work began on the thread, by `performance.now()`; undefined as long as the thread is not ready for
   * it. Now, if absent.
   */
  begin(began?: () => number | undefined): Clock {
    const now = performance.now();
    const clock = {
      elapsed: () => Math.max(0, performance.now() - (began ? (began() ?? Infinity) : now)),
      stop: () => {
        if (this.#clocks.delete(clock)) this.addBlock(clock.elapsed());
      },
    };
    this.#clocks.add(clock);
    return clock;
  }

  /** Takes in a block that was measured elsewhere: on another machine. */
  addBlock(milliseconds: number): void {
    this.add(milliseconds);
    this.#longest = Math.max(this.#longest, milliseconds);
  }

  /** Takes in time that was measured elsewhere, and is not of a block. */
  add(milliseconds: number): void {
    this.#finished += milliseconds;
  }
}
