import { pastedDraft } from "./pasted-draft.ts";
import { type DecideDraft, draftOf, example } from "./spec.ts";

/**
 * The text `rows` of an address, which the form of the start page sends, pasted into an empty table; or why it brings no
 * table. Cells that cannot be read stay in their fields, which say what to do.
 *
 * @returns undefined without `rows`
 */
export function rowsInAddress(search: string): { draft: DecideDraft } | { mistake: string } | undefined {
  const text = new URLSearchParams(search).get("rows");
  if (text === null) return undefined;
  const draft = pastedDraft(text, { row: 0 }, { ...draftOf(example), variants: [], names: [] })?.state;
  if (!draft || draft.variants.length === 0)
    return { mistake: "Paste one line for each variant: its name, conversions and visitors" };
  return { draft };
}
