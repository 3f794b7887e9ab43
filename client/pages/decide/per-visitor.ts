import { decimalMarkOf, numberFromText } from "../../forms/number-text.ts";
import { blockFromText, isNumber } from "../../forms/pasted-block.ts";
import { formatCount } from "../../text/number-format.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { MOST_VARIANTS } from "./spec.ts";

interface Counted {
  rows: { variants: RecordDraft[]; names: string[] };
  said: string;
}

/**
 * Mean, standard deviation and number of the values of each variant, from rows of single visitors: a variant's name and a
 * number, with or without a head. Undefined for a text of another form: one without a name that appears twice, or with a
 * cell that is no number.
 */
export function meansOfVisitors(text: string): Counted | undefined {
  const block = blockFromText(text, { numbers: 1, names: true });
  if (!block?.every((row) => row.length === 2)) return undefined;
  const body = isNumber(block[0][1]) ? block : block.slice(1);
  const decimal = decimalMarkOf(body.map(([, cell]) => cell));
  const groups = new Map<string, number[]>();
  for (const [name, cell] of body) {
    const value = numberFromText(cell, { decimal });
    if (typeof value !== "number" || isNumber(name)) return undefined;
    const own = groups.get(name);
    if (own) own.push(value);
    else groups.set(name, [value]);
  }
  if (groups.size === 0 || groups.size > MOST_VARIANTS || groups.size === body.length) return undefined;
  const names = [...groups.keys()];
  return {
    rows: { names, variants: [...groups.values()].map(momentsOf) },
    said: `Counted ${formatCount(body.length)} visitors of ${names.length} ${names.length === 1 ? "variant" : "variants"}.`,
  };
}

/** Mean and standard deviation (of n − 1) in two passes, so that large means lose no digits of the deviation. */
function momentsOf(values: readonly number[]): RecordDraft {
  const visitors = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / visitors;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: visitors > 1 ? Math.sqrt(squares / (visitors - 1)) : 0, visitors };
}
