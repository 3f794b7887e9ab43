import type { Mistake } from "../../experiments/mistakes/mistakes.ts";

/** The mistakes at a JSON pointer and, if `below`, inside it. */
export function mistakesAt(mistakes: readonly Mistake[], pointer: string, below = false): Mistake[] {
  return mistakes.filter(
    (mistake) => mistake.pointer === pointer || (below && mistake.pointer.startsWith(`${pointer}/`)),
  );
}
