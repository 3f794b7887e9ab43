import { readFileSync, readlinkSync } from "node:fs";

/** The system's number of this thread; undefined where the system has none. */
export function ownThread(): number | undefined {
  return Number(/\d+$/.exec(read(() => readlinkSync("/proc/thread-self")) ?? "")?.[0] ?? NaN) || undefined;
}

/**
 * Processor time of a thread of this process in milliseconds, right to a few of them. Linux counts it for each thread; Node
 * 20 does not. Takes some 10 µs. Undefined on other systems, and for a thread that has ended.
 */
export function processorMilliseconds(thread: number): number | undefined {
  const text = read(() => readFileSync(`/proc/self/task/${thread}/schedstat`, "latin1"));
  // A kernel that does not count says 0.
  return text === undefined ? undefined : Number.parseInt(text, 10) / 1e6 || undefined;
}

function read(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
