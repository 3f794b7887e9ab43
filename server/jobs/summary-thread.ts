import type { Piscina } from "piscina";
import type { MergeTask, RenderTask } from "./summary-worker.ts";
import { threadPool } from "../threads/thread-pool.ts";

/**
 * Merges summaries and renders results on a thread of its own: a large one takes half a second, which neither the event
 * loop nor a simulating thread should lose. Takes and returns immutable bytes.
 */
export class SummaryThread {
  readonly #pool: Piscina;

  /** @param ready whether to start the thread now, not with its first task */
  constructor(ready: boolean) {
    const program = new URL("summary-worker", import.meta.url);
    this.#pool = threadPool({ program, maxThreads: 1, ready: Number(ready) });
  }

  /** Appends the next blocks to a merged prefix. */
  async merge(task: MergeTask): Promise<Uint8Array> {
    return (await this.#pool.run(task)) as Uint8Array;
  }

  /** Renders the result of a merged prefix as JSON. */
  async render(task: RenderTask): Promise<Uint8Array> {
    return (await this.#pool.run(task, { name: "render" })) as Uint8Array;
  }

  /** Converts a result's JSON to CSV. */
  async csv(json: Uint8Array): Promise<Uint8Array> {
    return (await this.#pool.run(json, { name: "csv" })) as Uint8Array;
  }

  /** What a sweep keeps of a result, from its JSON, as JSON. */
  async estimate(json: Uint8Array): Promise<Uint8Array> {
    return (await this.#pool.run(json, { name: "estimate" })) as Uint8Array;
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
  }
}
