import type { ParameterField } from "../../forms/parameter-fields.ts";
import { pastedRecords } from "../../forms/pasted-records.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";

/** A table of variants as an address brings it, or why it brings none. */
type RowsInAddress = { variants: RecordDraft[]; names: string[] } | { mistake: string };

/**
 * The text `rows` of an address, which the form of the start page sends, pasted into an empty table. Cells that cannot be read
 * stay in their fields, which say what to do.
 *
 * @returns undefined without `rows`
 */
export function rowsInAddress(
  search: string,
  fields: readonly ParameterField[],
  most: number,
): RowsInAddress | undefined {
  const text = new URLSearchParams(search).get("rows");
  if (text === null) return undefined;
  const pasted = pastedRecords(text, { row: 0 }, { fields, rows: [], names: [], most });
  if (!pasted || pasted.state.rows.length === 0)
    return { mistake: "Paste one line for each variant: its name, conversions and visitors." };
  return { variants: pasted.state.rows, names: pasted.state.names };
}
