import type { Logger } from "../log.ts";
import { StoreUnavailable } from "../domain-errors.ts";
import { retry } from "../retry.ts";

const RETRY_MILLISECONDS = 500;

/** Asks the store until it answers: a database may be away for a while. */
export async function untilAvailable<Value>(
  ask: () => Promise<Value>,
  isOver: () => boolean,
  log: Pick<Logger, "warn">,
): Promise<Value> {
  const isTemporary = (error: unknown) => {
    if (isOver() || !(error instanceof StoreUnavailable)) return false;
    log.warn({ err: error }, "the store cannot be reached");
    return true;
  };
  return await retry(ask, { pauseMilliseconds: RETRY_MILLISECONDS, isTemporary });
}
