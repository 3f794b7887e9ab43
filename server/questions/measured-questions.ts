import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Likenesses kept; the least recently used is dropped. */
const KEPT = 5000;
/** A question declared to take at most 20 ms is cheap if it took no longer than this, on a machine that may be busy. */
const CHEAP_MILLISECONDS = 30;

/** Remembers which likenesses of questions were measured to be as cheap as declared. */
export class MeasuredQuestions {
  /** Digests of cheap likenesses. */
  readonly #cheap = new LRUCache<string, true>({ max: KEPT });

  isCheap(likeness: string): boolean {
    return this.#cheap.has(digestOf(likeness));
  }

  /** @param milliseconds of a thread that such a question took */
  note(likeness: string, milliseconds: number): void {
    const digest = digestOf(likeness);
    if (milliseconds > CHEAP_MILLISECONDS) this.#cheap.delete(digest);
    else this.#cheap.set(digest, true);
  }
}

function digestOf(likeness: string): string {
  return createHash("sha1").update(likeness).digest("base64");
}
