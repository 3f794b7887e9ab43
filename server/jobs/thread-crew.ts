import { setMaxListeners } from "node:events";
import type { Piscina } from "piscina";
import { curveOverBudget } from "../../experiments/exact/exact-outcome.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { BlockTask, CurveTask } from "./block-worker.ts";
import type { Assignment, Crew, CrewJob, FinishedPiece } from "./crew.ts";
import { ExactCurveCache } from "./exact-curve-cache.ts";
import { OutOfTime, runTask } from "../threads/run-task.ts";
import { TaskState } from "../threads/task-state.ts";
import { blockThreads } from "./block-threads.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { Turns } from "../threads/turns.ts";

/** A piece of work is tried so often before its simulation is given up: a thread may die of something else. */
const ATTEMPTS = 3;
/** How long a job's piece may keep another job waiting that has had no thread yet; it then starts again, once. */
const TRIAL_MILLISECONDS = 500;
/** What planning a curve may take of a thread, before it is known how long the curve may. */
const PLANNING_MILLISECONDS = 10_000;

const warmUpSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.3, 0.5, 0.6, 0.7] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 60,
  seed: "warm-up",
});

/** What the assignments of a crew have in common. */
interface CrewTools {
  pool: Piscina;
  turns: Turns;
  curves: ExactCurveCache;
}

interface Piece {
  task: BlockTask | CurveTask;
  name?: string;
  time: ThreadTime;
  /** This piece alone is not wanted. */
  unwanted?: AbortSignal;
  /** Milliseconds of a thread; the thread may set another limit when it has planned the piece. */
  most?: number;
}

export interface ThreadCrewOptions {
  /** Threads that jobs which take long leave to others. */
  reserved?: number;
  /** Whether all threads are started before they are needed. */
  isReady?: boolean;
  /** Exact curves that are known or being computed, also for others. */
  curves?: ExactCurveCache;
}

/** The worker threads of this machine. Jobs have their turns on them, and one thread is left to those that are short. */
export class ThreadCrew implements Crew {
  readonly slots: number;
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #curves: ExactCurveCache;
  readonly #stopped = new AbortController();

  constructor(
    threads: number,
    { reserved = 1, isReady = false, curves = new ExactCurveCache() }: ThreadCrewOptions = {},
  ) {
    // One more, so that a piece need not wait for the thread that takes the place of an ended one.
    this.#pool = blockThreads(threads + 1, isReady ? threads + 1 : 1);
    this.#turns = new Turns(threads, { reserved, trialMilliseconds: TRIAL_MILLISECONDS });
    this.#curves = curves;
    // One block more than there are threads, so that no thread waits for the merging.
    this.slots = threads + 1;
  }

  /**
   * Runs a small simulation that nobody asked for. V8 compiles the loop as it runs and what policies look up is found
   * then, so that a thread's first block would take ten times as long as the next.
   */
  warmUp() {
    const task: BlockTask = { hash: "", spec: JSON.stringify(warmUpSpec), block: 0 };
    runTask(this.#pool, task, { state: new TaskState(), stop: this.#stopped.signal }).catch(() => {});
  }

  assign(job: CrewJob): ThreadAssignment {
    return new ThreadAssignment(
      { pool: this.#pool, turns: this.#turns, curves: this.#curves },
      job,
      this.#stopped.signal,
    );
  }

  async stop() {
    this.#stopped.abort();
    await this.#pool.destroy();
  }
}

class ThreadAssignment implements Assignment {
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #curves: ExactCurveCache;
  readonly #job: CrewJob;
  readonly #ended = new AbortController();
  readonly #gone: AbortSignal;

  constructor({ pool, turns, curves }: CrewTools, job: CrewJob, stopped: AbortSignal) {
    this.#pool = pool;
    this.#turns = turns;
    this.#curves = curves;
    this.#job = job;
    this.#gone = AbortSignal.any([this.#ended.signal, stopped]);
    // Every piece listens to it, and there are as many as threads.
    setMaxListeners(0, this.#gone);
  }

  /** @param unwanted this block alone is not wanted */
  async block(block: number, unwanted?: AbortSignal): Promise<FinishedPiece | undefined> {
    const { hash, spec, time } = this.#job;
    return await this.#attempt({ task: { hash, spec, block }, time, unwanted });
  }

  /**
   * Each policy's curve has a turn of its own, unless another job has it computed. Its time is its own, too: a short job
   * may wait for the curve of a long one. One that takes far longer than its plan is given up, which is no failure.
   */
  async exact(): Promise<FinishedPiece | undefined> {
    const { spec } = this.#job;
    let milliseconds = 0;
    const json = await this.#curves.curves(spec, this.#gone, async (policyIndex) => {
      const time = new ThreadTime();
      const piece = await this.#curve({ spec, policyIndex }, time);
      this.#job.time.add(time.milliseconds);
      milliseconds += piece?.milliseconds ?? 0;
      return piece && Buffer.from(await piece.load()).toString();
    });
    return json === undefined ? undefined : { milliseconds, load: async () => Buffer.from(json) };
  }

  end() {
    this.#ended.abort();
  }

  get isOver(): boolean {
    return this.#gone.aborted;
  }

  async #curve(task: CurveTask, time: ThreadTime): Promise<FinishedPiece | undefined> {
    try {
      return await this.#attempt({ task, name: "exactCurve", time, most: PLANNING_MILLISECONDS });
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      const json = JSON.stringify(curveOverBudget(error.milliseconds));
      return { milliseconds: error.milliseconds, load: async () => Buffer.from(json) };
    }
  }

  /** Runs a piece in its turn, and again where it was interrupted, or where its thread died. */
  async #attempt({ task, name, time, unwanted, most = 0 }: Piece): Promise<FinishedPiece | undefined> {
    const { hash } = this.#job;
    const gone = unwanted ? AbortSignal.any([this.#gone, unwanted]) : this.#gone;
    let latest: { stop: AbortSignal; state: TaskState } | undefined;
    const began = (stop: AbortSignal) => (latest?.stop === stop ? latest.state.began : undefined);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#turns.take({ asker: hash, time, gone, began }, async (stop) => {
          const state = new TaskState();
          state.most = most;
          latest = { stop, state };
          const bytes = await runTask<Uint8Array>(this.#pool, task, { name, state, stop });
          return { milliseconds: performance.now() - began(stop)!, load: async () => bytes };
        });
      } catch (error) {
        if (gone.aborted) return undefined;
        if (error instanceof OutOfTime || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
