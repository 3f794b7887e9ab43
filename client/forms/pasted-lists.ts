import { counted } from "../text/words.ts";
import type { RecordsParameter } from "./parameter-fields.ts";
import { pasteColumns } from "./paste-columns.ts";
import { type Block, blockFromText, isNumber } from "./pasted-block.ts";
import { columnCalled, isHead, type PasteColumn, pastedInto, plainHead } from "./pasted-rows.ts";
import { flatColumns, flatRecord, nestedRecord, placesOf } from "./record-columns.ts";
import type { RecordDraft } from "./record-draft.ts";
import { type PastedCell, pastedText, type PasteOutcome } from "./table-paste.ts";

/**
 * Pastes a text into a table of records with lists. A block of several rows that is pasted at the start and has all
 * columns of single numbers replaces the table; its other columns are the places of the lists. Any other block goes into
 * the existing columns.
 *
 * @returns undefined for the text of a single cell
 */
export function pastedLists(
  text: string,
  at: PastedCell,
  field: RecordsParameter,
  rows: readonly RecordDraft[],
): PasteOutcome<RecordDraft[]> | undefined {
  const { fields, most } = field;
  const before = placesOf(fields, rows);
  const singles = fields.filter(({ type }) => type === "number");
  const least = singles.length + 1;
  const block = blockFromText(text, { numbers: flatColumns(fields, before).length, least, names: false });
  const isInList = fields.some(({ type, name }) => type === "numbers" && name === at.column);
  if (!block || (isInList && (block.length === 1 || block[0].length < least))) return undefined;
  const isAtFirst = at.row === 0 && (isInList || at.column === undefined || at.column === fields[0].name);
  const whole = isAtFirst && wholeTable(block, field);
  const places = whole ? whole.places : before;
  const columns = pasteColumns(flatColumns(fields, places), false);
  const pasted = pastedInto(whole ? whole.block : countedFromOne(block, field), {
    columns,
    rows: rows.map((row) => flatRecord(fields, row, places)),
    most,
    at,
    blank: Object.fromEntries(columns.map(({ name }) => [name, ""])),
  });
  const changed = places === before ? [] : [`The table has ${counted(places, entryOf(field))} now.`];
  return {
    state: pasted.rows.map((row) => nestedRecord(fields, row, places)),
    said: [pastedText(pasted), ...changed].join(" "),
  };
}

/** A block that replaces the table, with its head in the table's names and the number of places of its lists. */
function wholeTable(block: Block, field: RecordsParameter): { block: Block; places: number } | undefined {
  const lists = field.fields.filter(({ type }) => type === "numbers");
  const singles = pasteColumns(
    field.fields.filter(({ type }) => type === "number"),
    false,
  );
  const [list] = lists;
  if (lists.length !== 1 || list.type !== "numbers") return undefined;
  const hasHead = isHead(block, pasteColumns(flatColumns(field.fields, 1), false));
  const cells = hasHead ? block.slice(1) : block;
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const head = hasHead ? namedHead(block[0], cells, singles, list.name) : undefined;
  const labels = !cells.some(([first = ""]) => isNumber(first)) ? 1 : 0;
  const places = head ? head.places : width - singles.length - labels;
  const namesPlaces = hasHead && !head && block[0].some((cell) => placeCalled(cell, field) !== undefined);
  if (cells.length < 2 || places < 1 || namesPlaces) return undefined;
  return { block: head ? [head.names, ...cells] : block, places: Math.min(places, list.most) };
}

/**
 * The head of a block in the table's names: single columns by their heads, other columns as places in their order, except
 * texts and counts before the first single column.
 *
 * @returns undefined if the head does not name all single columns
 */
function namedHead(head: readonly string[], cells: Block, singles: readonly PasteColumn[], list: string) {
  const called = head.map((cell) => columnCalled(cell, singles)?.name);
  if (!singles.every(({ name }) => called.includes(name))) return undefined;
  const first = called.findIndex((name) => name !== undefined);
  let places = 0;
  const names = head.map((cell, column) => {
    const texts = cells.map((row) => row[column] ?? "");
    const isLabel = !texts.some(isNumber) || (column < first && texts.every(isCount));
    return called[column] ?? (isLabel ? cell : `${list}/${places++}`);
  });
  return { names, places };
}

function isCount(text: string, index: number): boolean {
  return text !== "" && [index, index + 1].includes(Number(text));
}

/** Renames the columns of a head that counts places from 0 ("arm 0"). */
function countedFromOne(block: Block, field: RecordsParameter): Block {
  const [head, ...cells] = block;
  const list = field.fields.find(({ type }) => type === "numbers");
  const places = head.map((cell) => placeCalled(cell, field));
  if (!list || !places.includes("0")) return block;
  return [
    head.map((cell, column) => (places[column] === undefined ? cell : `${list.name}/${places[column]}`)),
    ...cells,
  ];
}

/** The place that a head names: "2" of "Arm 2". */
function placeCalled(cell: string, field: RecordsParameter): string | undefined {
  return new RegExp(`^${plainHead(entryOf(field))}(\\d+)$`).exec(plainHead(cell))?.[1];
}

function entryOf({ fields }: RecordsParameter): string {
  const list = fields.find(({ type }) => type === "numbers");
  return list?.type === "numbers" ? list.entry : "row";
}
