import { setImmediate as nextTurn } from "node:timers/promises";
import { SerialQueue } from "../serial-queue.ts";

/** Bytes of intermediate snapshots that all event streams together send in a second. */
const BYTES_PER_SECOND = 3e7;
const LONGEST_REST_MILLISECONDS = 10_000;

/**
 * Lets event streams write one after another, each in its own turn of the event loop: writing to hundreds of readers at once
 * would delay every other request.
 */
export class StreamPace {
  readonly #queue = new SerialQueue();

  async write(write: () => void): Promise<void> {
    await this.#queue.run(async () => {
      write();
      await nextTurn();
    });
  }
}

/**
 * Milliseconds that a stream should rest after a snapshot of so many bytes, of which each of so many streams sends its own.
 * Neither many readers nor large snapshots then take more than a small part of the server's time.
 */
export function restOf(streamCount: number, byteLength: number): number {
  return Math.min(LONGEST_REST_MILLISECONDS, (1000 * streamCount * byteLength) / BYTES_PER_SECOND);
}
