import { createHash } from "node:crypto";

/** Likenesses that are remembered: the least recently used is forgotten. */
const KEPT = 5000;
/** What is declared to take 20 ms at most is cheap if it takes no longer than this, with whatever else the machine does. */
const CHEAP_MILLISECONDS = 30;

/** Which questions, by their likeness, were found to be as cheap as they are declared to be. */
export class MeasuredQuestions {
  /** Digests of likenesses, in the order of their last use. */
  readonly #cheap = new Set<string>();

  isCheap(likeness: string): boolean {
    return this.#cheap.has(digestOf(likeness));
  }

  /** @param milliseconds that such a question has taken of a thread */
  note(likeness: string, milliseconds: number): void {
    const digest = digestOf(likeness);
    this.#cheap.delete(digest);
    if (milliseconds > CHEAP_MILLISECONDS) return;
    this.#cheap.add(digest);
    if (this.#cheap.size > KEPT) this.#cheap.delete(this.#cheap.keys().next().value!);
  }
}

function digestOf(likeness: string): string {
  return createHash("sha1").update(likeness).digest("base64");
}
