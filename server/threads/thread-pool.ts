import { Piscina } from "piscina";
import { runsFromSource } from "../engine.ts";
import "./inlining.ts";
import { machineSlowness } from "./machine-speed.ts";

interface PoolOptions {
  /**
   * The program of the threads, without its extension: they load it from source through tsx, or built as it is. It must
   * have a default export, which Piscina looks for when a thread starts.
   */
  program: URL;
  maxThreads: number;
  /** Threads that are there before the first task: starting one takes some 100 ms. */
  ready?: number;
  /** What the program finds as Piscina's `workerData`. */
  data?: unknown;
}

/** A pool of worker threads that replaces those that die. */
export function threadPool({ program, maxThreads, ready = 0, data }: PoolOptions): Piscina {
  // Known from the start, and inherited by the threads.
  machineSlowness();
  const pool = new Piscina({
    filename: `${program.href}.${runsFromSource ? "ts" : "js"}`,
    ...(runsFromSource && { execArgv: ["--import", "tsx"] }),
    minThreads: Math.min(ready, maxThreads),
    maxThreads,
    maxQueue: Infinity,
    idleTimeout: 60_000,
    workerData: data,
  });
  // A thread that dies without a task is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}
