import { setFlagsFromString } from "node:v8";
import { Piscina } from "piscina";
import { runsFromSource } from "../engine.ts";

// V8 makes one function of the simulation's loop and all that it calls, a hundred small methods of policy, bandit and
// generator, if only it is allowed to: by default it stops at 920 bytes of bytecode, and boxes what crosses the rest.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=10000");
setFlagsFromString("--max-inlined-bytecode-size=2000");

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
