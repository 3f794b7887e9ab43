import type { Piscina } from "piscina";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";
import { mergeSummary } from "../../experiments/simulation/summary.ts";
import type { Engine, Job, JobObserver } from "./engine.ts";
import type { BlockTask } from "./block-worker.ts";
import { workerPool } from "./worker-pool.ts";

export interface LocalEngineOptions {
  threads: number;
  /** Jobs that share the threads; others wait. */
  running: number;
}

/** A block is tried so often before its simulation is given up: a thread may die of something else. */
const ATTEMPTS = 3;
/** How long a cancelled block may go on until it looks at its flag; then its thread is ended. */
const PATIENCE_MILLISECONDS = 400;

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
      if (run.isComplete) this.#finish(run);
    }
    while (this.#inFlight < this.#slots) {
      const run = this.#running.find((candidate) => candidate.hasBlock);
      if (!run) return;
      this.#running = [...this.#running.filter((other) => other !== run), run];
      void this.#dispatch(run, run.takeBlock());
    }
  }

  async #dispatch(run: Run, block: number) {
    this.#inFlight++;
    try {
      const summary = await this.#attempt(run, block);
      if (summary && run.receive(block, summary)) run.observer.progressed();
      if (run.isComplete) this.#finish(run);
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    } finally {
      this.#inFlight--;
      this.#fill();
    }
  }

  async #attempt(run: Run, block: number): Promise<SimulationSummary | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await run.runBlock(this.#pool, block);
      } catch (error) {
        if (run.isOver) return undefined;
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

  constructor(job: Job, observer: JobObserver, slots: number) {
    this.job = job;
    this.observer = observer;
    this.#window = 4 * slots;
    this.#merged = Math.ceil(job.summary.replications / job.plan.blockSize);
    this.#next = this.#merged;
  }

  get isComplete() {
    return this.#merged === this.job.plan.blockCount;
  }

  get hasBlock() {
    return !this.isOver && this.#next < Math.min(this.job.plan.blockCount, this.#merged + this.#window);
  }

  takeBlock(): number {
    return this.#next++;
  }

  async runBlock(pool: Piscina, block: number): Promise<SimulationSummary | undefined> {
    const { hash, spec } = this.job;
    const abort = new AbortController();
    this.#aborts.add(abort);
    try {
      const task: BlockTask = { hash, spec, block, cancelFlag: this.#flag };
      return (await pool.run(task, { signal: abort.signal })) as SimulationSummary | undefined;
    } finally {
      this.#aborts.delete(abort);
    }
  }

  /** Merges what can be merged; whether anything could. */
  receive(block: number, summary: SimulationSummary): boolean {
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
