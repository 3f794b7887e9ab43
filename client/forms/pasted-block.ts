import { readNumber } from "./number-text.ts";

/** Cells of a pasted text, row by row. */
export type Block = string[][];

/** The columns of the target table: how many of numbers, and whether one of names comes first. */
export interface TableShape {
  numbers: number;
  /** The fewest columns of numbers, if a block may have any number of them. */
  least?: number;
  names: boolean;
}

/**
 * The rows of a pasted text: tab, semicolon or comma separated, cells quoted as spreadsheets do, without empty rows.
 *
 * Written here because libraries misread what people paste: papaparse (7 kB) and d3-dsv (1 kB) read everything after an
 * unclosed quote as one cell and misplace text after a closing one; csv-parse (14 kB) refuses an unclosed quote. All split
 * lines of "0,5" into two columns; here a comma separates columns if it cannot belong to a number, or if the columns match
 * the table's.
 *
 * A single row for a table of a single column is that column.
 *
 * @returns undefined for a single cell, which goes into its field as usual
 */
export function blockFromText(text: string, shape: TableShape): Block | undefined {
  const { rows, separator } = filledRows(text, shape);
  const filled = rows.map(({ cells }) => cells);
  if (filled.length === 0 || (filled.length === 1 && !isRow(filled[0], separator, shape))) return undefined;
  const isLyingColumn = filled.length === 1 && shape.numbers === 1 && !shape.names;
  return isLyingColumn ? filled[0].map((cell) => [cell]) : filled;
}

/** The lines on which the rows of a text begin, from 1. */
export function linesOfRows(text: string, shape: TableShape): number[] {
  return filledRows(text, shape).rows.map(({ line }) => line);
}

interface Line {
  cells: string[];
  line: number;
}

/** The rows of a text that are not empty. */
function filledRows(text: string, shape: TableShape): { rows: Line[]; separator: string } {
  const [, start, named, body] = /^(\uFEFF?(?:sep=([,;\t])\r?\n)?)([^]*)$/i.exec(text)!;
  const separator = named ?? separatorOf(body, shape);
  const first = start.includes("\n") ? 2 : 1;
  const rows = parsedRows(body, separator).map(({ cells, line }) => ({
    cells: cells.map((cell) => cell.trim()),
    line: line + first,
  }));
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== "")), separator };
}

/** Whether one line is a row: it has tabs or all its numbers. "Smith, John" and "Plan B, 2" are names. */
function isRow(cells: readonly string[], separator: string, shape: TableShape): boolean {
  if (cells.length < 2 || separator === "\t") return cells.length > 1;
  const numbers = cells.filter(isNumber).length;
  return shape.names ? numbers >= shape.numbers : numbers === cells.length;
}

function separatorOf(text: string, shape: TableShape): string {
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, "");
  if (bare.includes("\t")) return "\t";
  if (bare.includes(";")) return ";";
  const lines = bare.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const areNumbers = lines.filter((line) => line.includes(",")).every(isNumber);
  const widths = new Set(lines.map((line) => line.split(",").length));
  const [width] = widths;
  const isWide = shape.least !== undefined && width >= shape.least;
  const fits =
    widths.size === 1 &&
    width > 1 &&
    (isWide || width === shape.numbers || (shape.names && width === shape.numbers + 1));
  const isOneNumber = areNumbers && (!fits || lines.length === 1);
  return bare.includes(",") && !isOneNumber ? "," : "\t";
}

/** Quotes enclose a cell and are doubled inside; an unclosed one is an ordinary character. Lines count from 0. */
function parsedRows(text: string, separator: string): Line[] {
  const rows: Line[] = [{ cells: [], line: 0 }];
  const [quoted, rest] = [/"((?:[^"]|"")*)"/y, new RegExp(`[^${separator}\r\n]*`, "y")];
  let line = 0;
  for (let at = 0; at <= text.length; at = rest.lastIndex + 1) {
    quoted.lastIndex = at;
    const quote = quoted.exec(text);
    rest.lastIndex = quote ? quoted.lastIndex : at;
    const plain = rest.exec(text)![0];
    rows.at(-1)!.cells.push(quote ? quote[1].replaceAll('""', '"') + plain : plain);
    line += quote?.[1].match(LINE_END)?.length ?? 0;
    const end = text.slice(rest.lastIndex, rest.lastIndex + 2);
    if (!/^[\r\n]/.test(end)) continue;
    // "\r\n" begins two rows on one line; the empty one is dropped later.
    if (end !== "\r\n") line++;
    rows.push({ cells: [], line });
  }
  return rows;
}

const LINE_END = /\r\n?|\n/g;

/** Whether a text is a number, possibly an ambiguous one. */
export function isNumber(text: string): boolean {
  return !("text" in readNumber(text));
}
