import type { Piscina } from "piscina";
import { TaskState } from "./task-state.ts";

/** How long a task that was asked to end may go on until it looks; then its thread is ended, and another one started. */
const PATIENCE_MILLISECONDS = 400;
/** How often one looks whether a task has taken longer than it may. */
const LOOK_MILLISECONDS = 100;

/** Thrown where a task has had all the time that it may take. */
export class OutOfTime extends Error {
  readonly milliseconds: number;
  readonly fraction: number;

  /** What the task had taken, and the part that was done, as far as it told; 0 where it did not. */
  constructor({ taken, fraction }: Pick<TaskState, "taken" | "fraction">) {
    super("A task took too long.");
    this.milliseconds = taken;
    this.fraction = fraction;
  }
}

export interface TaskRun {
  /** Which of the functions that the thread's program exports; its default one, if absent. */
  name?: string;
  state: TaskState;
  /** Ends the task. */
  stop: AbortSignal;
}

/**
 * Has a task done on a thread of a pool. It is ended where nobody wants it, and where it takes longer than its state says
 * that it may: it is asked to, and has time to look; a task that does not look is ended with its thread.
 *
 * @throws the reason of `stop`, where that aborts
 * @throws OutOfTime
 */
export async function runTask<Value>(pool: Piscina, task: object, { name, state, stop }: TaskRun): Promise<Value> {
  stop.throwIfAborted();
  const impatience = new AbortController();
  let patience: NodeJS.Timeout | undefined;
  let late: OutOfTime | undefined;
  const end = () => {
    state.end();
    patience ??= setTimeout(() => impatience.abort(), PATIENCE_MILLISECONDS).unref();
  };
  const look = setInterval(() => {
    if (!state.isOverdue) return;
    late ??= new OutOfTime(state);
    end();
  }, LOOK_MILLISECONDS).unref();
  stop.addEventListener("abort", end, { once: true });
  try {
    const options = { signal: impatience.signal, ...(name && { name }) };
    const value = (await pool.run({ ...task, state: state.memory }, options)) as Value | undefined;
    // Work that was done before it saw that it is to end counts.
    if (value !== undefined) return value;
    throw stop.aborted ? (stop.reason as Error) : (late ?? new OutOfTime(state));
  } catch (error) {
    if (stop.aborted) throw stop.reason;
    throw late ?? error;
  } finally {
    clearInterval(look);
    clearTimeout(patience);
    stop.removeEventListener("abort", end);
  }
}
