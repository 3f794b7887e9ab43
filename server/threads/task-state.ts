import { ownThread, processorMilliseconds } from "./processor-time.ts";
import { sharedClock } from "./shared-clock.ts";

/** Places in the shared memory, a double each. */
const [BEGAN, THREAD, PROCESSOR, MOST, FRACTION, ENDED, COUNT] = [0, 1, 2, 3, 4, 5, 6];

/** The state of a task, in memory that its thread and the waiting thread share. */
export class TaskState {
  readonly memory: SharedArrayBuffer;
  readonly #values: Float64Array;

  /** @param memory the memory of a task from another thread; new memory if absent */
  constructor(memory = new SharedArrayBuffer(COUNT * Float64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#values = new Float64Array(memory);
  }

  /** Called when the task begins on its thread: starting the thread and loading programs do not count. */
  begin(): void {
    const thread = ownThread() ?? 0;
    this.#values[PROCESSOR] = processorMilliseconds(thread) ?? 0;
    this.#values[THREAD] = thread;
    this.#values[BEGAN] = sharedClock();
  }

  /** When the task began, by this thread's `performance.now()`; undefined before. */
  get began(): number | undefined {
    const began = this.#values[BEGAN];
    return began > 0 ? performance.now() + began - sharedClock() : undefined;
  }

  /**
   * Milliseconds that the task has taken: of processor time where the system counts it, else of the clock; 0 before it
   * begins. Takes some 10 µs, on either thread.
   */
  get taken(): number {
    if (this.began === undefined) return 0;
    const processor = processorMilliseconds(this.#values[THREAD]);
    return processor === undefined ? performance.now() - this.began : processor - this.#values[PROCESSOR];
  }

  /** The limit of `taken`; 0 without a limit. */
  get most(): number {
    return this.#values[MOST];
  }

  set most(milliseconds: number) {
    this.#values[MOST] = milliseconds;
  }

  get isOverdue(): boolean {
    return this.most > 0 && this.taken > this.most;
  }

  /** The done part, as reported by the task. */
  get fraction(): number {
    return this.#values[FRACTION];
  }

  set fraction(fraction: number) {
    this.#values[FRACTION] = fraction;
  }

  /** Asks the task to end, which it does when it next looks at `isEnded`. */
  end(): void {
    this.#values[ENDED] = 1;
  }

  get isEnded(): boolean {
    return this.#values[ENDED] === 1;
  }
}
