import { parameterFields } from "../../forms/parameter-fields.ts";
import { type NamedRecords, pastedRecords } from "../../forms/pasted-records.ts";
import type { PastedCell, PasteOutcome } from "../../forms/table-paste.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { meansOfVisitors } from "./per-visitor.ts";
import { type DecideDraft, measures, type Measure, MOST_VARIANTS } from "./spec.ts";

/**
 * A draft with a pasted block in its table; undefined for a single cell. A head that names all columns of the other measure
 * switches to it, and rows of single visitors are counted where means are asked for.
 */
export function pastedDraft(text: string, at: PastedCell, draft: DecideDraft): PasteOutcome<DecideDraft> | undefined {
  if (draft.measure === "means") {
    const counted = meansOfVisitors(text);
    if (counted) return { state: { ...draft, ...counted.rows }, said: counted.said };
  }
  const own = pastedRecords(text, at, tableOf(draft));
  if (own && !own.isNamed) {
    const measure = draft.measure === "means" ? "conversions" : "means";
    const other = pastedRecords(text, { row: 0 }, tableOf({ measure, variants: [], names: [] }));
    if (other?.isNamed) return outcome(switched(draft, measure), other);
  }
  return own && outcome(draft, own);
}

function outcome(draft: DecideDraft, pasted: NonNullable<ReturnType<typeof pastedRecords>>) {
  const { rows: variants, names } = pasted.state;
  const last = names.at(-1)?.trim() || "The last row";
  const doubt = hasTotal(variants) ? ` ${last} is the sum of the other rows: remove it if it is no variant.` : "";
  return { state: { ...draft, variants, names }, said: pasted.said + doubt };
}

/** Whether the last of at least three rows of counts is the sum of the others, as the total of a spreadsheet is. */
function hasTotal(rows: readonly RecordDraft[]): boolean {
  const total = rows.at(-1);
  const sum = (column: string) => rows.slice(0, -1).reduce((of, row) => of + Number(row[column]), 0);
  const isSum = (column: string) => Number(total?.[column]) > 0 && total?.[column] === sum(column);
  return rows.length > 2 && isSum("conversions") && isSum("visitors");
}

/** A draft of another measure, with its own threshold. */
export function switched(draft: DecideDraft, measure: Measure): DecideDraft {
  const { variants, names, acceptedLoss } = measures[measure].example;
  return { ...draft, measure, variants: variants.map((row) => ({ ...row })), names: [...names], acceptedLoss };
}

/** The table of a draft, for pasting. */
export function tableOf({ measure, variants, names }: Pick<DecideDraft, "measure" | "variants" | "names">) {
  const fields = parameterFields(measures[measure].columns);
  return { fields, rows: variants, names, most: MOST_VARIANTS } satisfies NamedRecords;
}
