import { readFileSync, readlinkSync } from "node:fs";

/** This thread as the system numbers it; undefined where it does not tell. */
export function ownThread(): number | undefined {
  return Number(/\d+$/.exec(read(() => readlinkSync("/proc/thread-self")) ?? "")?.[0] ?? NaN) || undefined;
}

/**
 * Milliseconds that a thread of this process has had of a processor, to a few of them: Node 20 tells of none, Linux of
 * each. Some 10 µs. Undefined where the system does not tell, and of a thread that has ended.
 */
export function processorMilliseconds(thread: number): number | undefined {
  const text = read(() => readFileSync(`/proc/self/task/${thread}/schedstat`, "latin1"));
  // Where the kernel does not count, it says 0.
  return text === undefined ? undefined : Number.parseInt(text, 10) / 1e6 || undefined;
}

function read(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
