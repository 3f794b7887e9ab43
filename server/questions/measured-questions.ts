import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Likenesses that are remembered: the least recently used is forgotten. */
const KEPT = 5000;
/** What is declared to take 20 ms at most is cheap if it takes no longer than this, with whatever else the machine does. */
const CHEAP_MILLISECONDS = 30;

/** Which questions, by their likeness, were found to be as cheap as they are declared to be. */
export class MeasuredQuestions {
  /** Digests of likenesses. */
  readonly #cheap = new LRUCache<string, true>({ max: KEPT });

  isCheap(likeness: string): boolean {
    return this.#cheap.has(digestOf(likeness));
  }

  /** @param milliseconds that such a question has taken of a thread */
  note(likeness: string, milliseconds: number): void {
    const digest = digestOf(likeness);
    if (milliseconds > CHEAP_MILLISECONDS) this.#cheap.delete(digest);
    else this.#cheap.set(digest, true);
  }
}

function digestOf(likeness: string): string {
  return createHash("sha1").update(likeness).digest("base64");
}
