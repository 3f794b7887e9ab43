import type { Piscina } from "piscina";
import { threadPool } from "../threads/thread-pool.ts";

/** Threads that run blocks and exact curves. */
export function blockThreads(maxThreads: number, ready = 0): Piscina {
  return threadPool({ program: new URL("block-worker", import.meta.url), maxThreads, ready });
}
