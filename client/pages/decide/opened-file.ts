import { blockFromText, linesOfRows } from "../../forms/pasted-block.ts";
import { pasteColumns } from "../../forms/paste-columns.ts";
import { isHead } from "../../forms/pasted-rows.ts";
import type { PasteOutcome } from "../../forms/table-paste.ts";
import { adviceOn, distinct } from "../../text/mistakes.ts";
import { formatCount } from "../../text/number-format.ts";
import { language } from "./language.ts";
import { pastedDraft, tableOf } from "./pasted-draft.ts";
import { type DecideDraft, MOST_VARIANTS } from "./spec.ts";

const MOST_BYTES = 4e6;

/** The text of a file: UTF-8, UTF-16 with its mark, else the Windows code page that spreadsheets use. */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The draft with the rows of a file, read as a pasted block is; or what is wrong with the file, by line and column. */
export function openedFile(name: string, bytes: Uint8Array, draft: DecideDraft): PasteOutcome<DecideDraft> {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return refused(name, "is a workbook or an archive. Save the table as CSV.");
  if (bytes.length > MOST_BYTES) return refused(name, "is larger than 4 MB. A file has one row for each variant.");
  const text = textOfFile(bytes);
  const shape = { numbers: tableOf(draft).fields.length, names: true };
  const outcome = pastedDraft(text, { row: 0 }, { ...draft, variants: [], names: [] });
  const block = blockFromText(text, shape);
  if (!outcome?.state || !block) return refused(name, "has no rows. They are: Variant, Conversions, Visitors.");
  const { state, said } = outcome;
  if (said.startsWith("Counted")) return { state, said: `${name}: ${said}` };
  const headed = isHead(block, pasteColumns(tableOf(state).fields, true)) ? 1 : 0;
  const count = block.length - headed;
  if (count > MOST_VARIANTS)
    return refused(
      name,
      `has ${formatCount(count)} rows. A file has one row for each variant, up to ${MOST_VARIANTS}: add up the visitors of each variant first.`,
    );
  const lines = linesOfRows(text, shape).slice(headed);
  const mistakes = distinct(language.check(state).mistakes).map(({ pointer, ...mistake }) => {
    const [, list, row, column] = pointer.split("/");
    const place =
      list === "names" ? "name" : (tableOf(state).fields.find((field) => field.name === column)?.title ?? "");
    return `Line ${lines[Number(row)]}, ${place}: ${got(state, list, Number(row), column)}${adviceOn({ pointer, ...mistake })}`;
  });
  // Unclear cells are named by line and column instead.
  const opened = said.replace("Pasted", "opened").replace(/ ?Not clear: .*$/, "");
  return { state, said: [`${name}: ${opened}`, ...mistakes].join(" ") };
}

/** The text of a cell that was not understood: "“n/a”. ". */
function got({ variants }: DecideDraft, list: string, row: number, column: string): string {
  const value = list === "variants" ? variants[row]?.[column] : undefined;
  return typeof value === "string" && value !== "" ? `“${value}”. ` : "";
}

function refused(name: string, why: string): PasteOutcome<DecideDraft> {
  return { said: `${name} ${why}` };
}
