import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "./mistakes-at.ts";
import { capitalised } from "./nouns.ts";
import { listMistake } from "./number-list.ts";

const MOST_SHOWN = 3;

/** What is wrong with a list and with its first wrong entries: "Arm 3: must be in [0, 1], got 2". */
export function listMistakes(
  values: readonly unknown[],
  pointer: string,
  mistakes: readonly Mistake[],
  entry: string,
): Mistake[] {
  const inside = mistakesAt(mistakes, pointer, true).filter((mistake) => mistake.pointer !== pointer);
  const explained = inside.slice(0, MOST_SHOWN).map((mistake) => {
    const place = Number(mistake.pointer.slice(pointer.length + 1));
    const detail = listMistake(values[place]) ?? mistake.detail;
    return { ...mistake, detail: `${capitalised(entry)} ${place + 1}: ${detail}` };
  });
  return [...mistakesAt(mistakes, pointer), ...explained];
}
