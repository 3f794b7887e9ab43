import type { Piscina } from "piscina";
import { SimulationSpec } from "../../experiments/spec.ts";
import type { BlockTask, CurveTask } from "./block-worker.ts";
import type { Assignment, Crew, FinishedBlock } from "./crew.ts";
import type { Job } from "./engine.ts";
import { ExactCurveCache } from "./exact-curve-cache.ts";
import { blockThreads } from "./thread-pool.ts";

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

/** The worker threads of this machine. */
export class ThreadCrew implements Crew {
  readonly slots: number;
  readonly #pool: Piscina;
  readonly #curves: ExactCurveCache;

  constructor(threads: number, curves = new ExactCurveCache()) {
    this.#pool = blockThreads(threads, 1);
    this.#curves = curves;
    // One block more than there are threads, so that no thread waits for the merging.
    this.slots = threads + 1;
  }

  /**
   * Runs a small simulation that nobody asked for. V8 compiles the loop as it runs and what policies look up is found
   * then, so that a thread's first block would take ten times as long as the next.
   */
  warmUp() {
    const job = { hash: "", spec: JSON.stringify(warmUpSpec) };
    this.assign(job)
      .block(0)
      .catch(() => {});
  }

  assign(job: Pick<Job, "hash" | "spec">): ThreadAssignment {
    return new ThreadAssignment(this.#pool, this.#curves, job);
  }

  async stop() {
    await this.#pool.destroy();
  }
}

class ThreadAssignment implements Assignment {
  readonly #pool: Piscina;
  readonly #job: Pick<Job, "hash" | "spec">;
  readonly #flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #curves: ExactCurveCache;
  readonly #end = new AbortController();
  readonly #abort = new AbortController();

  constructor(pool: Piscina, curves: ExactCurveCache, job: Pick<Job, "hash" | "spec">) {
    this.#pool = pool;
    this.#curves = curves;
    this.#job = job;
  }

  async block(block: number): Promise<FinishedBlock | undefined> {
    const task: BlockTask = { ...this.#task, block, cancelFlag: this.#flag };
    const bytes = (await this.#attempt(task)) as Uint8Array | undefined;
    return bytes && (async () => bytes);
  }

  async exact(): Promise<string | undefined> {
    const { spec } = this.#job;
    return await this.#curves.curves(spec, this.#end.signal, async (policyIndex) => {
      const task: CurveTask = { spec, policyIndex, cancelFlag: this.#flag };
      return (await this.#attempt(task, "exactCurve")) as string | undefined;
    });
  }

  end() {
    this.#end.abort();
    Atomics.store(new Int32Array(this.#flag), 0, 1);
    setTimeout(() => this.#abort.abort(), PATIENCE_MILLISECONDS).unref();
  }

  get #task() {
    const { hash, spec } = this.#job;
    return { hash, spec };
  }

  async #attempt(task: unknown, name?: string): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#pool.run(task, { signal: this.#abort.signal, ...(name && { name }) });
      } catch (error) {
        if (this.#end.signal.aborted) return undefined;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }
}
