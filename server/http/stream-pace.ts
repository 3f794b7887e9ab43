import { setImmediate as nextTurn } from "node:timers/promises";

/** What all event streams together send in a second, of snapshots along the way. */
const BYTES_PER_SECOND = 3e7;
const LONGEST_REST_MILLISECONDS = 10_000;

/**
 * Lets event streams write one after another, each in a turn of the event loop of its own: to write to hundreds of
 * readers at once would hold up every other request. How long each should rest follows from how many there are and what
 * they are sent, so that neither many readers nor large snapshots take more than a small part of the server's time.
 */
export class StreamPace {
  #last: Promise<void> = Promise.resolve();

  /** Calls back in turn. */
  async write(write: () => void): Promise<void> {
    const turn = this.#last.then(async () => {
      write();
      await nextTurn();
    });
    this.#last = turn.catch(() => {});
    await turn;
  }
}

/** Milliseconds that a stream should rest after a snapshot of so many bytes, of which each of so many streams has its own. */
export function restOf(streamCount: number, byteLength: number): number {
  return Math.min(LONGEST_REST_MILLISECONDS, (1000 * streamCount * byteLength) / BYTES_PER_SECOND);
}
