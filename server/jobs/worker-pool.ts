import { Piscina } from "piscina";
import { runsFromSource } from "../engine.ts";

/** Worker threads that load block-worker: from source through tsx, or the built file as it is. */
export function workerPool(maxThreads: number, maxQueue = Infinity): Piscina {
  const pool = new Piscina({
    filename: new URL(`./block-worker.${runsFromSource ? "ts" : "js"}`, import.meta.url).href,
    ...(runsFromSource && { execArgv: ["--import", "tsx"] }),
    minThreads: 0,
    maxThreads,
    maxQueue,
    idleTimeout: 60_000,
  });
  // A thread that dies without a task is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}
