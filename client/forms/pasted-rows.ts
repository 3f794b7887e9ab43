import { spokenNumber } from "./number-words.ts";
import { type Block, isNumber } from "./pasted-block.ts";
import { decimalMarkOf, numberFromText, type ReadingOptions } from "./number-text.ts";

export type Row = Record<string, unknown>;

/** A column of a table that can be pasted into. */
export interface PasteColumn {
  name: string;
  label: string;
  /** Other heads for it in a pasted block, besides its name and label. */
  heads: readonly string[];
  /** The value of a cell, or its text if it is not clear. By default names stay and numbers are read. */
  read?: (text: string, options: ReadingOptions) => unknown;
  whole?: boolean;
  /** For a column that only blocks have: the column of the table that it determines. */
  decides?: { name: string; from: (row: Row, value: unknown) => unknown };
}

export interface PasteTarget {
  /** The table's columns in order; names, if any, come first. */
  columns: readonly PasteColumn[];
  rows: readonly Row[];
  most: number;
  /** The cell that was pasted into. */
  at: { row: number; column?: string };
  /** A new row. */
  blank: Row;
}

export interface Pasted {
  rows: Row[];
  /** The number of rows taken from the block. */
  count: number;
  /** Further remarks for the user. */
  notes: string[];
  /** Cells that are no number or an ambiguous one; they stay as text. */
  unclear: { row: number; text: string }[];
  /** Whether a head named all columns of numbers. */
  isNamed: boolean;
}

/** The target of a column of the block, if any. */
type Chosen = PasteColumn | undefined;

/** The column of names, if a table has one. */
export const NAME = "name";

/**
 * Pastes a block into a table. Columns are matched by the block's head, else by order, starting at the first column or at
 * the one that was pasted into. A block of several rows with all columns of numbers replaces the table from the target
 * row on; fewer columns, or a single row, leave the rest unchanged.
 */
export function pastedInto(block: Block, target: PasteTarget): Pasted {
  const { columns, most, at, blank } = target;
  const hasHead = isHead(block, columns);
  const cells = hasHead ? block.slice(1) : block;
  const byHead = hasHead ? columnsByHead(block[0], columns) : undefined;
  const { chosen, notes } = byHead ?? columnsByOrder(cells, target, hasHead ? block[0] : undefined);
  const taken = cells.slice(0, most - at.row);
  const isWhole = numbersOf(columns).every(({ name }) => chosen.some((one) => one && decided(one) === name));
  const isTable = isWhole && (hasHead || taken.length > 1);
  const rows = [...(isTable ? target.rows.slice(0, at.row) : target.rows)];
  const { written, unclear, decimal } = writtenRows(taken, chosen, (index) => target.rows[at.row + index] ?? blank);
  written.forEach((row, index) => {
    rows[at.row + index] = row;
  });
  if (decimal === ",") notes.push("Commas are read as decimal marks.");
  if (taken.length < cells.length)
    notes.push(`Only the first ${spokenNumber(taken.length)} of ${spokenNumber(cells.length)} fit.`);
  if (!isWhole) {
    const filled = columns.filter(({ name }) => chosen.some((one) => one && decided(one) === name));
    notes.push(`Only ${filled.map(({ label }) => label).join(", ")} changed.`);
  }
  return { rows, count: taken.length, notes, unclear, isNamed: byHead !== undefined && isWhole };
}

/** “n/a” in row 3, “1,2” in row 4 and 2 more. */
export function unclearText(unclear: Pasted["unclear"]): string {
  const named = unclear
    .slice(0, 3)
    .map(({ row, text }) => `${text === "" ? "an empty cell" : `“${text}”`} in row ${row}`);
  return named.join(", ") + (unclear.length > 3 ? ` and ${unclear.length - 3} more` : "");
}

function writtenRows(taken: Block, chosen: readonly Chosen[], old: (index: number) => Row) {
  const numbers = chosen.flatMap((column, place) => (column && column.name !== NAME ? [place] : []));
  const decimal = decimalMarkOf(taken.flatMap((cells) => numbers.map((place) => cells[place] ?? "")));
  const unclear: Pasted["unclear"] = [];
  const places = chosen.flatMap((column, place) => (column ? [{ column, place }] : []));
  // Columns that depend on others come last.
  places.sort((a, b) => Number(a.column.decides !== undefined) - Number(b.column.decides !== undefined));
  const written = taken.map((cells, index) => {
    const row = { ...old(index) };
    for (const { column, place } of places) {
      const text = cells[place] ?? "";
      const value = (column.read ?? readerOf(column))(text, { decimal, whole: column.whole });
      if (typeof value === "string" && (column.name !== NAME || column.read)) unclear.push({ row: index + 1, text });
      row[decided(column)] = column.decides ? column.decides.from(row, value) : value;
    }
    return row;
  });
  return { written, unclear, decimal };
}

function readerOf({ name }: PasteColumn): NonNullable<PasteColumn["read"]> {
  return name === NAME ? (text) => text : numberFromText;
}

function numbersOf(columns: readonly PasteColumn[]): PasteColumn[] {
  return columns.filter(({ name, decides }) => name !== NAME && !decides);
}

function decided({ name, decides }: PasteColumn): string {
  return decides?.name ?? name;
}

/** Whether the first row is a head: it has no number, and names a column or stands above numbers. */
export function isHead([first, ...rest]: Block, columns: readonly PasteColumn[]): boolean {
  if (rest.length === 0 || first.some(isNumber)) return false;
  const isAboveNumbers = first.some((cell, place) => cell !== "" && rest.every((row) => isNumber(row[place] ?? "")));
  return isAboveNumbers || first.some((cell) => columnCalled(cell, columns));
}

export function columnCalled(head: string, columns: readonly PasteColumn[]): PasteColumn | undefined {
  const plain = plainHead(head);
  return columns.find(({ name, label, heads }) => [name, label, ...heads].some((each) => plainHead(each) === plain));
}

/** "Conversions (n)" and "conversions_n" are the same head. */
export function plainHead(head: string): string {
  return head.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Columns matched by the head; undefined if it names no column of numbers. */
function columnsByHead(head: readonly string[], columns: readonly PasteColumn[]) {
  const called = head.map((cell) => columnCalled(cell, columns));
  // Of two columns for one target, the direct one, else the first.
  const chosen = called.map((column, place): Chosen => {
    if (!column) return undefined;
    const rivals = called.flatMap((other, at) => (other && decided(other) === decided(column) ? [at] : []));
    return place === (rivals.find((at) => !called[at]!.decides) ?? rivals[0]) ? column : undefined;
  });
  if (!chosen.some((column) => column && column.name !== NAME)) return undefined;
  const unused = head.filter((cell, place) => !chosen[place] && cell !== "");
  return { chosen, notes: unused.length > 0 ? [`Not used: ${unused.map(quoted).join(", ")}.`] : [] };
}

function columnsByOrder(cells: Block, { columns, at }: PasteTarget, head: readonly string[] | undefined) {
  const own = columns.filter(({ decides }) => !decides);
  const numbers = numbersOf(columns);
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const chosen = Array.from({ length: width }, (_, place): Chosen => own[place + firstPlace()]);
  const notes: string[] = [];
  if (head)
    notes.push(
      `Read by order: ${head.flatMap((cell, i) => (chosen[i] ? [`${quoted(cell)} as ${chosen[i].label}`] : [])).join(", ")}.`,
    );
  const unused = chosen.flatMap((column, place) =>
    column ? [] : [head?.[place] ? quoted(head[place]) : `column ${place + 1}`],
  );
  if (unused.length > 0) notes.push(`Not used: ${unused.join(", ")}.`);
  return { chosen, notes };

  /** The table's column at which the block begins; −1 if the block's first column is only a label or a count. */
  function firstPlace(): number {
    const hasNames = own[0].name === NAME;
    const first = cells.map((row) => row[0] ?? "");
    const isText = !first.some(isNumber);
    const isCount = first.every((cell, index) => Number(cell) === index + 1);
    const pastedAt = own.findIndex(({ name }) => name === at.column);
    if (width === 1 && numbers.length > 1 && pastedAt >= 0) return pastedAt;
    if (isCount && width > own.length) return -1;
    if (hasNames && (isText || width > numbers.length)) return 0;
    if (width > numbers.length && (isText || isCount)) return -1;
    return width >= numbers.length || pastedAt < 0 ? own.indexOf(numbers[0]) : pastedAt;
  }
}

function quoted(text: string): string {
  return `“${text}”`;
}
