import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../log.ts";
import { StoreUnavailable } from "../domain-errors.ts";

const RETRY_MILLISECONDS = 500;

/** Asks the store until it can answer: that a database is away for a while is no failure of what needs it. */
export async function untilAvailable<Value>(
  ask: () => Promise<Value>,
  isOver: () => boolean,
  log: Pick<Logger, "warn">,
): Promise<Value> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (isOver() || !(error instanceof StoreUnavailable)) throw error;
      log.warn({ err: error }, "the store cannot be reached");
      await sleep(RETRY_MILLISECONDS);
    }
  }
}
