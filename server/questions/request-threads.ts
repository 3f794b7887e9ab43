import type { Piscina } from "piscina";
import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { MalformedJson } from "../read-json.ts";
import type {
  AnswerBytes,
  ExamineTask,
  Examined,
  ExpandedParts,
  QuestionTask,
  Reply,
  SuggestTask,
} from "./request-worker.ts";
import { threadPool } from "../threads/thread-pool.ts";
import { runTask } from "../threads/run-task.ts";
import { TaskState } from "../threads/task-state.ts";
import type { ThreadTime } from "../threads/thread-time.ts";
import { Turns } from "../threads/turns.ts";
import type { SpecParts } from "../../experiments/simulation/identified-spec.ts";

/** Long questions get all threads but one, so there are at least two; on a single core the system shares it. */
const FEWEST_THREADS = 2;

/** Who asks, and a function that makes the signal of the client leaving, for tasks that need it. */
export interface Asker {
  client: string;
  gone: () => AbortSignal;
}

interface Tasks {
  answer: { task: QuestionTask; value: AnswerBytes };
  examine: { task: ExamineTask; value: Examined };
  suggest: { task: SuggestTask; value: { smaller?: Mistake } };
  identify: { task: Uint8Array; value: SpecParts };
  expand: { task: Uint8Array; value: ExpandedParts };
}

/** Threads for the parts of requests that would block the event loop: costly questions and large bodies. */
export class RequestThreads {
  readonly #pool: Piscina;
  readonly turns: Turns;
  readonly count: number;

  /** @param isReady whether threads start beforehand, and ended ones are replaced at once */
  constructor(threads: number, isReady: boolean) {
    this.count = Math.max(FEWEST_THREADS, threads);
    this.#pool = requestPool(this.count, isReady ? this.count : 0);
    this.turns = new Turns(this.count);
  }

  /**
   * Runs a task when it is the asker's turn, and ends it when the asker leaves.
   *
   * @param time planned and taken time of the task
   * @param most milliseconds of a thread that it may take
   * @throws InvalidInput or MalformedJson where the task finds a mistake of the caller
   * @throws OutOfTime where it takes longer
   */
  async run<Name extends keyof Tasks>(
    name: Name,
    task: Tasks[Name]["task"],
    { client, gone: goneSignal }: Asker,
    { time, most }: { time: ThreadTime; most: number },
  ): Promise<Tasks[Name]["value"]> {
    const worker = WORKER_NAMES[name];
    let latest: { stop: AbortSignal; state: TaskState } | undefined;
    const began = (stop: AbortSignal) => (latest?.stop === stop ? latest.state.began : undefined);
    const reply = await this.turns.take({ asker: client, time, gone: goneSignal(), began }, async (stop) => {
      const state = new TaskState();
      state.most = most;
      latest = { stop, state };
      return await runTask<Reply<Tasks[Name]["value"]>>(this.#pool, { task }, { name: worker, state, stop });
    });
    return valueOf(reply);
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** Exports of the worker's program by task. */
const WORKER_NAMES: Record<keyof Tasks, string> = {
  answer: "default",
  examine: "examine",
  suggest: "suggest",
  identify: "identify",
  expand: "expand",
};

export function requestPool(threads: number, ready = 0): Piscina {
  return threadPool({ program: new URL("request-worker", import.meta.url), maxThreads: threads, ready });
}

/** @throws InvalidInput or MalformedJson where the caller made a mistake */
export function valueOf<Value>(reply: Reply<Value>): Value {
  if ("value" in reply) return reply.value;
  if ("mistakes" in reply) throw new InvalidInput(reply.mistakes);
  throw new MalformedJson(reply.malformed);
}
