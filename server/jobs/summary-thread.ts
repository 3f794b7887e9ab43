import type { Piscina } from "piscina";
import type { MergeTask, RenderTask } from "./summary-worker.ts";
import { threadPool } from "../threads/thread-pool.ts";

/**
 * Merges summaries and renders results, on a thread of its own: a large one takes half a second, which neither the event
 * loop nor a thread that simulates should lose. Whatever it is given and gives is bytes that nobody changes.
 */
export class SummaryThread {
  readonly #pool: Piscina;

  /** @param ready whether the thread is there before it is first needed */
  constructor(ready: boolean) {
    const program = new URL("summary-worker", import.meta.url);
    this.#pool = threadPool({ program, maxThreads: 1, ready: Number(ready) });
  }

  /** The merged prefix with the blocks that come next. */
  async merge(task: MergeTask): Promise<Uint8Array> {
    return (await this.#pool.run(task)) as Uint8Array;
  }

  /** JSON of the result of a merged prefix. */
  async render(task: RenderTask): Promise<Uint8Array> {
    return (await this.#pool.run(task, { name: "render" })) as Uint8Array;
  }

  /** A result's JSON as CSV. */
  async csv(json: Uint8Array): Promise<Uint8Array> {
    return (await this.#pool.run(json, { name: "csv" })) as Uint8Array;
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }
}
