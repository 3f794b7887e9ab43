import { spokenNumber } from "./number-words.ts";
import { blockFromText } from "./pasted-block.ts";
import { NAME, type Pasted, pastedInto, type PasteTarget, unclearText } from "./pasted-rows.ts";

/** The outcome of pasting a text into a table. */
export interface PasteOutcome<State> {
  /** The table afterwards; undefined if nothing could be used. */
  state?: State;
  /** A report for the user. */
  said: string;
}

/** Where a text was pasted. */
export interface PastedCell {
  row: number;
  column?: string;
}

/** Pastes a text into a table; undefined for a single cell. */
export function pastedTable(text: string, target: PasteTarget): Pasted | undefined {
  const { columns } = target;
  const numbers = columns.filter(({ name, decides }) => name !== NAME && !decides).length;
  const block = blockFromText(text, { numbers, names: columns.some(({ name }) => name === NAME) });
  return block && pastedInto(block, target);
}

/** "Pasted 12 rows. Only the first 20 of 35 fit. Not clear: “n/a” in row 3." */
export function pastedText({ count, notes, unclear }: Pasted): string {
  const questions = unclear.length > 0 ? [`Not clear: ${unclearText(unclear)}.`] : [];
  return [`Pasted ${spokenNumber(count)} ${count === 1 ? "row" : "rows"}.`, ...notes, ...questions].join(" ");
}
