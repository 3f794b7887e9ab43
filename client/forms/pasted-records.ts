import type { ParameterField } from "./parameter-fields.ts";
import { pasteColumns } from "./paste-columns.ts";
import { NAME } from "./pasted-rows.ts";
import type { RecordDraft } from "./record-draft.ts";
import { type PastedCell, pastedTable, pastedText, type PasteOutcome } from "./table-paste.ts";

/** A table of records, with names of its rows if it has any. */
export interface NamedRecords {
  fields: readonly ParameterField[];
  rows: readonly RecordDraft[];
  names?: readonly string[];
  most: number;
}

export interface PastedRecords extends Required<PasteOutcome<{ rows: RecordDraft[]; names: string[] }>> {
  /** Whether a head named all columns of numbers. */
  isNamed: boolean;
}

/** Pastes a text into a table of records; undefined for a single cell. */
export function pastedRecords(text: string, at: PastedCell, table: NamedRecords): PastedRecords | undefined {
  const { fields, rows, names, most } = table;
  const columns = pasteColumns(fields, names !== undefined);
  const blank = Object.fromEntries(columns.map(({ name }) => [name, ""]));
  const named = rows.map((row, index) => (names ? { ...row, [NAME]: names[index] ?? "" } : row));
  const pasted = pastedTable(text, { columns, rows: named, most, at, blank });
  if (!pasted) return undefined;
  const state = {
    rows: pasted.rows.map((row) => Object.fromEntries(fields.map(({ name }) => [name, row[name]]))),
    names: names ? pasted.rows.map((row) => String(row[NAME])) : [],
  };
  return { state, said: pastedText(pasted), isNamed: pasted.isNamed };
}
