import { listMistake, numbersFromList } from "./number-list.ts";
import { readNumber } from "./number-text.ts";
import { spokenNumber } from "./number-words.ts";

/** Several values of one number, as "0.1, 0.2, 0.3" in its field. */
export interface ValueList {
  /** The distinct values in the order in which they were typed. */
  values: number[];
  /** Values that are there more than once. */
  repeated: number[];
  /** Entries that are not numbers. */
  unread: string[];
}

/** Ends a list whose next value is not typed yet. */
const OPEN_END = /[,;]\s*$/;
/** Values of lists up to this length are all named. */
const FEW = 3;

/**
 * The values of a text that is a list of numbers: separated by semicolons, spaces or commas before a space. A text that is one
 * number ("1,000", "1 000") or an ambiguous one ("1,2") is no list; one number before a separator is a list that has begun.
 *
 * @returns undefined for a text that is no list
 */
export function valueListOf(text: string): ValueList | undefined {
  if (!("text" in readNumber(text))) return undefined;
  const entries = clearEntries(text) ?? numbersFromList(text);
  if (typeof entries[0] !== "number" || (entries.length === 1 && !OPEN_END.test(text))) return undefined;
  const numbers = entries.filter((entry) => typeof entry === "number");
  return {
    values: [...new Set(numbers)],
    repeated: [...new Set(numbers.filter((value, index) => numbers.indexOf(value) !== index))],
    unread: entries.filter((entry) => typeof entry === "string"),
  };
}

/** The numbers between semicolons, or commas before a space, if each is clear by itself: "100, 1,000, 10,000". */
function clearEntries(text: string): number[] | undefined {
  const readings = text.split(/;|,\s+/).map((part) => readNumber(part));
  const numbers = readings.flatMap((reading) => ("value" in reading ? [reading.value] : []));
  return numbers.length > 1 && numbers.length === readings.length ? numbers : undefined;
}

/** How a list was understood: "= 6 values: 0.01 … 0.5"; empty for other texts. */
export function understoodValues(text: string): string {
  const list = valueListOf(text);
  if (!list || list.unread.length > 0) return "";
  const { values, repeated } = list;
  const spoken = values.map(spokenNumber);
  const named = values.length > FEW ? `${spoken[0]} … ${spoken.at(-1)}` : spoken.join("; ");
  const twice = repeated.map((value) => `; ${spokenNumber(value)} counts once`).join("");
  return values.length === 1 ? `= ${named}${twice}` : `= ${values.length} values: ${named}${twice}`;
}

/** What to do about the first entry of a list that is not a number. */
export function unreadText({ unread: [first] }: ValueList): string {
  return listMistake(first) ?? `“${first}” in the list is not a number.`;
}
