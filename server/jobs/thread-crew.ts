import type { Piscina } from "piscina";
import { SimulationSpec } from "../../experiments/spec.ts";
import type { BlockTask, ExactTask } from "./block-worker.ts";
import type { Assignment, Crew, CrewJob, FinishedPiece } from "./crew.ts";
import { sharedClock } from "./shared-clock.ts";
import { blockThreads } from "./thread-pool.ts";
import { Turns } from "./turns.ts";

/** A piece of work is tried so often before its simulation is given up: a thread may die of something else. */
const ATTEMPTS = 3;
/** How long a job's piece may keep another job waiting that has had no thread yet; it then starts again, once. */
const TRIAL_MILLISECONDS = 500;
/** How long a block that is cancelled or interrupted may go on until it looks at its flag; then its thread is ended. */
const PATIENCE_MILLISECONDS = 400;

const warmUpSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.3, 0.5, 0.6, 0.7] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 60,
  seed: "warm-up",
});

export interface ThreadCrewOptions {
  /** Threads that jobs which take long leave to others. */
  reserved?: number;
  /** Whether all threads are started before they are needed. */
  isReady?: boolean;
}

/** The worker threads of this machine. Jobs have their turns on them, and one thread is left to those that are short. */
export class ThreadCrew implements Crew {
  readonly slots: number;
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #stopped = new AbortController();

  constructor(threads: number, { reserved = 1, isReady = false }: ThreadCrewOptions = {}) {
    // One more, so that a piece need not wait for the thread that takes the place of an ended one.
    this.#pool = blockThreads(threads + 1, isReady ? threads + 1 : 1);
    this.#turns = new Turns(threads, { reserved, trialMilliseconds: TRIAL_MILLISECONDS });
    // One block more than there are threads, so that no thread waits for the merging.
    this.slots = threads + 1;
  }

  /**
   * Runs a small simulation that nobody asked for. V8 compiles the loop as it runs and what policies look up is found
   * then, so that a thread's first block would take ten times as long as the next.
   */
  warmUp() {
    const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const task: BlockTask = {
      hash: "",
      spec: JSON.stringify(warmUpSpec),
      block: 0,
      cancelFlag,
      start: new SharedArrayBuffer(8),
    };
    this.#pool.run(task).catch(() => {});
  }

  assign(job: CrewJob): ThreadAssignment {
    return new ThreadAssignment(this.#pool, this.#turns, job, this.#stopped.signal);
  }

  async stop() {
    this.#stopped.abort();
    await this.#pool.destroy();
  }
}

class ThreadAssignment implements Assignment {
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #job: CrewJob;
  readonly #ended = new AbortController();
  readonly #gone: AbortSignal;

  constructor(pool: Piscina, turns: Turns, job: CrewJob, stopped: AbortSignal) {
    this.#pool = pool;
    this.#turns = turns;
    this.#job = job;
    this.#gone = AbortSignal.any([this.#ended.signal, stopped]);
  }

  /** @param unwanted this block alone is not wanted any more */
  async block(block: number, unwanted?: AbortSignal): Promise<FinishedPiece | undefined> {
    return await this.#attempt(async (stop, start) => await this.#runBlock(block, stop, start), unwanted);
  }

  async exact(unwanted?: AbortSignal): Promise<FinishedPiece | undefined> {
    const { spec } = this.#job;
    return await this.#attempt(async (signal, start) => {
      const task: ExactTask = { spec, start };
      return Buffer.from((await this.#pool.run(task, { name: "exact", signal })) as string);
    }, unwanted);
  }

  end() {
    this.#ended.abort();
  }

  get isOver(): boolean {
    return this.#gone.aborted;
  }

  /** Runs a piece in its turn, and again where it was interrupted, or where its thread died. */
  async #attempt(
    run: (stop: AbortSignal, start: SharedArrayBuffer) => Promise<Uint8Array>,
    unwanted?: AbortSignal,
  ): Promise<FinishedPiece | undefined> {
    const { hash, time } = this.#job;
    const gone = unwanted ? AbortSignal.any([this.#gone, unwanted]) : this.#gone;
    let latest: { stop: AbortSignal; start: Float64Array<SharedArrayBuffer> } | undefined;
    const began = (stop: AbortSignal) =>
      latest?.stop === stop && latest.start[0] > 0 ? performance.now() + latest.start[0] - sharedClock() : undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#turns.take({ asker: hash, time, gone, began }, async (stop) => {
          const start = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
          latest = { stop, start };
          const bytes = await run(stop, start.buffer);
          return { milliseconds: performance.now() - began(stop)!, load: async () => bytes };
        });
      } catch (error) {
        if (gone.aborted) return undefined;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** @throws where it was stopped */
  async #runBlock(block: number, stop: AbortSignal, start: SharedArrayBuffer): Promise<Uint8Array> {
    const { hash, spec } = this.#job;
    const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const impatience = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      Atomics.store(new Int32Array(cancelFlag), 0, 1);
      timer = setTimeout(() => impatience.abort(), PATIENCE_MILLISECONDS).unref();
    };
    stop.addEventListener("abort", cancel, { once: true });
    try {
      const task: BlockTask = { hash, spec, block, cancelFlag, start };
      const bytes = (await this.#pool.run(task, { signal: impatience.signal })) as Uint8Array | undefined;
      if (!bytes) throw stop.reason;
      return bytes;
    } finally {
      clearTimeout(timer);
      stop.removeEventListener("abort", cancel);
    }
  }
}
