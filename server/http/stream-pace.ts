import { setImmediate as nextTurn } from "node:timers/promises";

/** Of the event loop's time, all event streams together take at most one part in so many. */
const SHARE = 10;

/**
 * Lets event streams write one after another, each in a turn of the event loop of its own: to write to hundreds of
 * readers at once would hold up every other request. How long each should rest follows from how many there are and what
 * a write took, so that neither many readers nor large snapshots take more than a small part of the server's time.
 */
export class StreamPace {
  #last: Promise<void> = Promise.resolve();

  /**
   * @param streamCount streams that are open, and write about as much
   * @returns milliseconds that this stream should rest
   */
  async write(streamCount: number, write: () => void): Promise<number> {
    let milliseconds = 0;
    const turn = this.#last.then(async () => {
      const begin = performance.now();
      write();
      milliseconds = performance.now() - begin;
      await nextTurn();
    });
    this.#last = turn.catch(() => {});
    await turn;
    return SHARE * streamCount * milliseconds;
  }
}
