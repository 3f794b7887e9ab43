import type { Piscina } from "piscina";
import { TaskState } from "./task-state.ts";

/** The time after a request to end in which a task must end; then its thread is replaced. */
const PATIENCE_MILLISECONDS = 400;
/** How often the limit of a task is checked. */
const LOOK_MILLISECONDS = 100;

/** Thrown when a task exceeds its time limit. */
export class OutOfTime extends Error {
  readonly milliseconds: number;
  readonly fraction: number;

  /** The time that the task had taken, and the part that it reported as done; 0 if it reported none. */
  constructor({ taken, fraction }: Pick<TaskState, "taken" | "fraction">) {
    super("A task took too long.");
    this.milliseconds = taken;
    this.fraction = fraction;
  }
}

export interface TaskRun {
  /** Name of a function that the thread's program exports; the default export if absent. */
  name?: string;
  state: TaskState;
  /** Ends the task. */
  stop: AbortSignal;
}

/**
 * Runs a task on a thread of a pool. Ends it when `stop` aborts, and when it exceeds the limit in its state: the task is
 * asked to end, and has time to notice; otherwise its thread is ended.
 *
 * @throws the reason of `stop`, if that aborts
 * @throws OutOfTime if the task exceeds its limit
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
    // A task that was done before it noticed the request counts.
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
