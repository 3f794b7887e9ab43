import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { adviceOn } from "../text/mistakes.ts";
import { capitalised } from "../text/words.ts";
import { mistakesAt } from "./mistakes-at.ts";
import { listMistake } from "./number-list.ts";

const MOST_SHOWN = 3;

/** What to do about a list and its first wrong entries: "Arm 3: Enter a number from 0 to 1." */
export function listMistakes(
  values: readonly unknown[],
  pointer: string,
  mistakes: readonly Mistake[],
  entry: string,
): string[] {
  const inside = mistakesAt(mistakes, pointer, true).filter((mistake) => mistake.pointer !== pointer);
  const explained = inside.slice(0, MOST_SHOWN).map((mistake) => {
    const place = Number(mistake.pointer.slice(pointer.length + 1));
    return `${capitalised(entry)} ${place + 1}: ${listMistake(values[place]) ?? adviceOn(mistake)}`;
  });
  return [...mistakesAt(mistakes, pointer).map(adviceOn), ...explained];
}
