import { setTimeout as sleep } from "node:timers/promises";

/** Runs a task again and again with a pause before each, until the signal aborts. The pause does not keep the process alive. */
export async function repeat(milliseconds: number, task: () => Promise<void>, stop: AbortSignal): Promise<void> {
  const pause = async () => await sleep(milliseconds, undefined, { signal: stop, ref: false }).catch(() => {});
  for (await pause(); !stop.aborted; await pause()) await task();
}
