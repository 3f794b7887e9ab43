import type { Piscina } from "piscina";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";
import { mergeSummary } from "../../experiments/simulation/summary.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import type { Engine, Job, JobObserver } from "./engine.ts";
import type { BlockTask } from "./block-worker.ts";
import { workerPool } from "./worker-pool.ts";

export interface LocalEngineOptions {
  threads: number;
  /** Jobs that share the threads; others wait. */
  running: number;
}

/** A piece of work is tried so often before its simulation is given up: a thread may die of something else. */
const ATTEMPTS = 3;
/** How long a cancelled block may go on until it looks at its flag; then its thread is ended. */
const PATIENCE_MILLISECONDS = 400;

const warmUpSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.3, 0.5, 0.6, 0.7] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 60,
  seed: "warm-up",
});

/** What one thread does of a job at a time, and takes in; whether the job has grown by it. */
type Piece = (pool: Piscina) => Promise<boolean>;

/** Runs jobs on this machine's worker threads, block by block, each running job in turn. */
export class LocalEngine implements Engine {
  readonly #pool: Piscina;
  readonly #slots: number;
  readonly #runningLimit: number;
  /** In the order of their turns. */
  #running: Run[] = [];
  #waiting: Run[] = [];
  #inFlight = 0;
  #stopped = false;

  constructor({ threads, running }: LocalEngineOptions) {
    this.#pool = workerPool(threads, 1);
    // One block more than there are threads, so that no thread waits for the merging.
    this.#slots = threads + 1;
    this.#runningLimit = running;
  }

  /**
   * Runs a small simulation that nobody asked for. V8 compiles the loop as it runs and what policies look up is found
   * then, so that a thread's first block would take ten times as long as the next.
   */
  warmUp() {
    const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const task: BlockTask = { hash: "", spec: JSON.stringify(warmUpSpec), block: 0, cancelFlag };
    this.#pool.run(task).catch(() => {});
  }

  get isFree() {
    return this.#running.length < this.#runningLimit;
  }

  get waiting() {
    return this.#waiting.length;
  }

  run(job: Job, observer: JobObserver) {
    this.#waiting.push(new Run(job, observer, this.#slots));
    this.#fill();
  }

  cancel(hash: string) {
    const run = [...this.#running, ...this.#waiting].find(({ job }) => job.hash === hash);
    if (!run) return;
    this.#remove(run);
    run.cancel();
    this.#fill();
  }

  async stop() {
    this.#stopped = true;
    for (const run of [...this.#running, ...this.#waiting]) run.cancel();
    this.#running = [];
    this.#waiting = [];
    await this.#pool.destroy();
  }

  #remove(run: Run) {
    this.#running = this.#running.filter((other) => other !== run);
    this.#waiting = this.#waiting.filter((other) => other !== run);
  }

  /** Starts what may start, and keeps the threads busy. */
  #fill() {
    if (this.#stopped) return;
    while (this.isFree && this.#waiting.length > 0) {
      const run = this.#waiting.shift()!;
      this.#running.push(run);
      run.observer.started();
    }
    while (this.#inFlight < this.#slots) {
      const run = this.#running.find((candidate) => candidate.hasPiece);
      if (!run) return;
      this.#running = [...this.#running.filter((other) => other !== run), run];
      for (const piece of run.takePieces()) void this.#dispatch(run, piece);
    }
  }

  async #dispatch(run: Run, piece: Piece) {
    this.#inFlight++;
    try {
      if (await this.#attempt(run, piece)) run.observer.progressed();
      if (run.isComplete) this.#finish(run);
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    } finally {
      this.#inFlight--;
      this.#fill();
    }
  }

  async #attempt(run: Run, piece: Piece): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await piece(this.#pool);
      } catch (error) {
        if (run.isOver) return false;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  #finish(run: Run) {
    if (run.isOver) return;
    run.isOver = true;
    this.#remove(run);
    run.observer.finished();
  }

  #fail(run: Run, error: unknown) {
    this.#remove(run);
    run.cancel();
    run.observer.failed(`A worker failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A job on its way: which blocks are out, and which came early. */
class Run {
  readonly job: Job;
  readonly observer: JobObserver;
  isOver = false;
  readonly #flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #aborts = new Set<AbortController>();
  /** Blocks that came before their turn: merging is in order. */
  readonly #early = new Map<number, SimulationSummary>();
  /** How far blocks may run ahead of the merged ones, which bounds the memory of the early ones. */
  readonly #window: number;
  #merged: number;
  #next: number;
  #exactIsOut = false;

  constructor(job: Job, observer: JobObserver, slots: number) {
    this.job = job;
    this.observer = observer;
    this.#window = 4 * slots;
    this.#merged = Math.ceil(job.summary.replications / job.plan.blockSize);
    this.#next = this.#merged;
  }

  get isComplete() {
    return this.#merged === this.job.plan.blockCount && this.job.exact !== undefined;
  }

  get hasPiece() {
    return !this.isOver && (this.#hasBlock || !this.#exactIsOut);
  }

  /**
   * The next block. Right behind the first one go the exact curves: they hold up no first result, and once there is a
   * result, no other job's blocks hold them up.
   */
  takePieces(): Piece[] {
    const pieces: Piece[] = [];
    if (this.#hasBlock) {
      const block = this.#next++;
      pieces.push((pool) => this.#runBlock(pool, block));
    }
    if (!this.#exactIsOut) pieces.push((pool) => this.#computeExact(pool));
    this.#exactIsOut = true;
    return pieces;
  }

  get #hasBlock() {
    return this.#next < Math.min(this.job.plan.blockCount, this.#merged + this.#window);
  }

  async #runBlock(pool: Piscina, block: number): Promise<boolean> {
    const { hash, spec } = this.job;
    const task: BlockTask = { hash, spec, block, cancelFlag: this.#flag };
    const summary = (await this.#onThread(pool, task)) as SimulationSummary | undefined;
    return summary !== undefined && this.#receive(block, summary);
  }

  async #computeExact(pool: Piscina): Promise<boolean> {
    const curves = (await this.#onThread(pool, this.job.spec, "exact")) as NonNullable<Job["exact"]>;
    if (this.isOver) return false;
    this.job.exact = curves;
    return true;
  }

  async #onThread(pool: Piscina, task: unknown, name?: string): Promise<unknown> {
    const abort = new AbortController();
    this.#aborts.add(abort);
    try {
      return await pool.run(task, { signal: abort.signal, ...(name && { name }) });
    } finally {
      this.#aborts.delete(abort);
    }
  }

  /** Merges what can be merged; whether anything could. */
  #receive(block: number, summary: SimulationSummary): boolean {
    if (this.isOver) return false;
    this.#early.set(block, summary);
    const before = this.#merged;
    for (let next = this.#early.get(this.#merged); next; next = this.#early.get(this.#merged)) {
      mergeSummary(this.job.summary, next);
      this.#early.delete(this.#merged++);
    }
    return this.#merged > before;
  }

  cancel() {
    this.isOver = true;
    Atomics.store(new Int32Array(this.#flag), 0, 1);
    setTimeout(() => {
      for (const abort of this.#aborts) abort.abort();
    }, PATIENCE_MILLISECONDS).unref();
  }
}
