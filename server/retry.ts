import { setTimeout as sleep } from "node:timers/promises";

export interface Retries {
  /** The pause after a failure. */
  pauseMilliseconds: number;
  /** How long to retry; without a limit if absent. */
  patienceMilliseconds?: number;
  /** Whether to retry after this failure; always if absent. */
  isTemporary?: (error: unknown) => boolean;
}

/**
 * Repeats an attempt until it succeeds, with a fixed pause after each failure.
 *
 * Our own, because p-retry gives up at every TypeError and, like cockatiel, needs Node 22 in its newest version.
 *
 * @throws the failure that is not temporary, or the last one when the patience is over
 */
export async function retry<Value>(
  attempt: () => Promise<Value> | Value,
  { pauseMilliseconds, patienceMilliseconds = Infinity, isTemporary = () => true }: Retries,
): Promise<Value> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTemporary(error) || performance.now() > deadline) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}
