/** Work with more thread time than this is long. */
const SHORT_MILLISECONDS = 2000;

/** Measures a turn on a thread. */
export interface Clock {
  /** Milliseconds so far. */
  elapsed(): number;
  stop(): void;
}

/** The thread time of a job or a question, including its running turns. */
export class ThreadTime {
  readonly #planned: number;
  readonly #whole: ThreadTime | undefined;
  #finished = 0;
  #longest = 0;
  readonly #clocks = new Set<Clock>();

  /**
   * @param planned milliseconds known beforehand; 0 if only the measured time counts
   * @param whole the time of what this is a part of, such as a sweep; the part is long when the whole is
   */
  constructor(planned = 0, whole?: ThreadTime) {
    this.#planned = planned;
    this.#whole = whole;
  }

  /** Milliseconds, summed over threads. */
  get milliseconds(): number {
    return [...this.#clocks].reduce((sum, clock) => sum + clock.elapsed(), this.#finished);
  }

  /** Milliseconds of the longest block so far; a running one counts with its time so far. */
  get longest(): number {
    return Math.max(this.#longest, ...[...this.#clocks].map((clock) => clock.elapsed()));
  }

  /** Whether the planned or the measured time, its own or that of the whole, is more than two seconds. */
  get isLong(): boolean {
    if (this.#whole?.isLong) return true;
    return this.#planned > SHORT_MILLISECONDS || this.milliseconds > SHORT_MILLISECONDS;
  }

  /**
   * Starts a clock.
   *
   * @param began returns when the work began on the thread, by `performance.now()`, or undefined while the thread is not
   * ready; the work begins now if absent
   */
  begin(began?: () => number | undefined): Clock {
    const now = performance.now();
    const whole = this.#whole?.begin(began);
    const clock = {
      elapsed: () => Math.max(0, performance.now() - (began ? (began() ?? Infinity) : now)),
      stop: () => {
        if (this.#clocks.delete(clock)) this.#count(clock.elapsed());
        whole?.stop();
      },
    };
    this.#clocks.add(clock);
    return clock;
  }

  /** Adds a block that was measured on another machine. */
  addBlock(milliseconds: number): void {
    this.#count(milliseconds);
    this.#whole?.addBlock(milliseconds);
  }

  #count(milliseconds: number): void {
    this.#finished += milliseconds;
    this.#longest = Math.max(this.#longest, milliseconds);
  }

  /** Adds time that was measured elsewhere and belongs to no block. */
  add(milliseconds: number): void {
    this.#finished += milliseconds;
    this.#whole?.add(milliseconds);
  }
}
