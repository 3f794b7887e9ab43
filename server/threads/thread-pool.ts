import { Piscina } from "piscina";
import { runsFromSource } from "../engine.ts";
import "./inlining.ts";
import { machineSlowness } from "./machine-speed.ts";

interface PoolOptions {
  /**
   * The program of the threads, without its extension: loaded from source through tsx, or built, as this file is; with
   * `.js`, built. It must have a default export, which Piscina requires.
   */
  program: URL;
  maxThreads: number;
  /** Threads to start now: starting one takes some 100 ms. */
  ready?: number;
  /** Piscina's `workerData` in the program. */
  data?: unknown;
}

/** A pool of worker threads that replaces those that die. */
export function threadPool({ program, maxThreads, ready = 0, data }: PoolOptions): Piscina {
  // Measured before the threads start, which inherit it.
  machineSlowness();
  const built = program.href.endsWith(".js") ? program.href : `${program.href}.js`;
  const isFromSource = runsFromSource && program.href !== built;
  const pool = new Piscina({
    filename: isFromSource ? `${program.href}.ts` : built,
    ...(isFromSource && { execArgv: ["--import", "tsx"] }),
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
