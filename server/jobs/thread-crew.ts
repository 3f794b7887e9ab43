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

/** Attempts at a task before its simulation fails: a thread may have died of another task. */
const ATTEMPTS = 3;
/** A task is interrupted after this time, once, if a job waits that has had no thread yet. */
const TRIAL_MILLISECONDS = 500;
/** The limit for planning a curve, which then sets the limit for computing it. */
const PLANNING_MILLISECONDS = 10_000;

const warmUpSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.3, 0.5, 0.6, 0.7] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 60,
  seed: "warm-up",
});

/** Shared by the assignments of a crew. */
interface CrewTools {
  pool: Piscina;
  turns: Turns;
  curves: ExactCurveCache;
}

interface Piece {
  task: BlockTask | CurveTask;
  name?: string;
  time: ThreadTime;
  /** Cancels this task alone. */
  unwanted?: AbortSignal;
  /** Limit in milliseconds of a thread. The thread may replace it once it has planned the task. */
  most?: number;
}

export interface ThreadCrewOptions {
  /** Threads that long jobs leave to short ones. */
  reserved?: number;
  /** Whether to start all threads now. */
  isReady?: boolean;
  /** Exact curves that are known or being computed, shared with other crews. */
  curves?: ExactCurveCache;
}

/** The worker threads of this machine, shared by jobs in turns. One thread is left to short jobs. */
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
    // One thread more, so that no task waits for the replacement of a thread that was ended.
    this.#pool = blockThreads(threads + 1, isReady ? threads + 1 : 1);
    this.#turns = new Turns(threads, { reserved, trialMilliseconds: TRIAL_MILLISECONDS });
    this.#curves = curves;
    // One block more than there are threads, so that no thread waits for the merging.
    this.slots = threads + 1;
  }

  /**
   * Runs a small simulation. V8 compiles the loop and policies fill their tables on the first block, which otherwise takes
   * ten times as long as the next.
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
    // Every task of the job listens to it.
    setMaxListeners(0, this.#gone);
  }

  /** @param unwanted cancels this block alone */
  async block(block: number, unwanted?: AbortSignal): Promise<FinishedPiece | undefined> {
    const { hash, spec, time } = this.#job;
    return await this.#attempt({ task: { hash, spec, block }, time, unwanted });
  }

  /**
   * Each policy's curve has a turn of its own, unless another job computes it. Its thread time is its own, too: a short job
   * may wait for the curve of a long one. A curve that takes far longer than planned is given up, without a failure.
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

  /** Runs a task in its turn, and again if it was interrupted or if its thread died. */
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
