import { ownThread, processorMilliseconds } from "./processor-time.ts";
import { sharedClock } from "./shared-clock.ts";

/** Where what is known of a task lies, a double each. */
const [BEGAN, THREAD, PROCESSOR, MOST, FRACTION, ENDED, COUNT] = [0, 1, 2, 3, 4, 5, 6];

/** What the thread that does a task and the one that waits for it both know of it, in memory that they share. */
export class TaskState {
  readonly memory: SharedArrayBuffer;
  readonly #values: Float64Array;

  /** @param memory that of a task which came from another thread; a new one for a task that is to be sent */
  constructor(memory = new SharedArrayBuffer(COUNT * Float64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#values = new Float64Array(memory);
  }

  /** The thread begins: that it had to be started, and to load programs, is no time of the task. */
  begin(): void {
    const thread = ownThread() ?? 0;
    this.#values[PROCESSOR] = processorMilliseconds(thread) ?? 0;
    this.#values[THREAD] = thread;
    this.#values[BEGAN] = sharedClock();
  }

  /** When it began, by this thread's `performance.now()`; undefined before. */
  get began(): number | undefined {
    const began = this.#values[BEGAN];
    return began > 0 ? performance.now() + began - sharedClock() : undefined;
  }

  /**
   * Milliseconds that the task has taken: of a processor where the system tells it, else of the clock; 0 before it begins.
   * Some 10 µs, on either thread.
   */
  get taken(): number {
    if (this.began === undefined) return 0;
    const processor = processorMilliseconds(this.#values[THREAD]);
    return processor === undefined ? performance.now() - this.began : processor - this.#values[PROCESSOR];
  }

  /** What it may take, in the same milliseconds; 0 where nobody has set a limit. */
  get most(): number {
    return this.#values[MOST];
  }

  set most(milliseconds: number) {
    this.#values[MOST] = milliseconds;
  }

  get isOverdue(): boolean {
    return this.most > 0 && this.taken > this.most;
  }

  /** The part that is done, as far as the task tells. */
  get fraction(): number {
    return this.#values[FRACTION];
  }

  set fraction(fraction: number) {
    this.#values[FRACTION] = fraction;
  }

  /** Asks the thread to end it, which its work sees as soon as it looks. */
  end(): void {
    this.#values[ENDED] = 1;
  }

  get isEnded(): boolean {
    return this.#values[ENDED] === 1;
  }
}
