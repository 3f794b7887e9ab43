import { Piscina } from "piscina";
import { runsFromSource } from "../engine.ts";
import "./inlining.ts";

/**
 * Worker threads that load block-worker: from source through tsx, or the built file as it is.
 *
 * @param ready threads that are there before the first task: starting one takes some 100 ms
 */
export function workerPool(maxThreads: number, ready = 0): Piscina {
  const pool = new Piscina({
    filename: new URL(`./block-worker.${runsFromSource ? "ts" : "js"}`, import.meta.url).href,
    ...(runsFromSource && { execArgv: ["--import", "tsx"] }),
    minThreads: Math.min(ready, maxThreads),
    maxThreads,
    maxQueue: Infinity,
    idleTimeout: 60_000,
  });
  // A thread that dies without a task is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}
