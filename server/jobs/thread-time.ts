/** Work that has taken threads for longer than this is long. */
const SHORT_MILLISECONDS = 2000;

/** The time that a job or a question has taken of threads: measured, and what is on a thread now included. */
export class ThreadTime {
  readonly #planned: number;
  #finished = 0;
  #longest = 0;
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

  /** Milliseconds of the longest turn so far; one that is being taken counts as far as it has come. */
  get longest(): number {
    const now = performance.now();
    return Math.max(this.#longest, ...[...this.#starts].map(({ at }) => now - at));
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
      if (this.#starts.delete(start)) this.add(performance.now() - start.at);
    };
  }

  /** Takes in a turn that was measured elsewhere: on another machine. */
  add(milliseconds: number): void {
    this.#finished += milliseconds;
    this.#longest = Math.max(this.#longest, milliseconds);
  }
}
