/** Work that has taken threads for longer than this is long. */
const SHORT_MILLISECONDS = 2000;

/** The time that a job or a question has taken of threads: measured, and what is on a thread now included. */
export class ThreadTime {
  readonly #planned: number;
  #finished = 0;
  readonly #starts = new Set<{ at: number }>();

  /** @param planned milliseconds that are known beforehand; 0 where only the measured time counts */
  constructor(planned = 0) {
    this.#planned = planned;
  }

  /** Milliseconds of all threads, added up. */
  get milliseconds(): number {
    const now = performance.now();
    return [...this.#starts].reduce((sum, { at }) => sum + now - at, this.#finished);
  }

  /** Whether it is planned to take, or has taken, more than two seconds. */
  get isLong(): boolean {
    return this.#planned > SHORT_MILLISECONDS || this.milliseconds > SHORT_MILLISECONDS;
  }

  /** Starts a clock; returns what stops it. */
  begin(): () => void {
    const start = { at: performance.now() };
    this.#starts.add(start);
    return () => {
      if (this.#starts.delete(start)) this.#finished += performance.now() - start.at;
    };
  }
}
