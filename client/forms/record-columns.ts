import type { NumberParameter, NumbersParameter, RecordsParameter } from "./parameter-fields.ts";
import { subscript } from "../text/symbols.ts";
import type { RecordDraft } from "./record-draft.ts";

type Fields = RecordsParameter["fields"];
export type ColumnField = NumberParameter | NumbersParameter;

/** The length of the longest list: the number of columns of a list. */
export function placesOf(fields: Fields, rows: readonly RecordDraft[]): number {
  const lists = fields.filter(isList);
  return rows.reduce((most, row) => Math.max(most, ...lists.map(({ name }) => listOf(row, name).length)), 0);
}

/** The columns of a table of records: one per number, and one per place of a list, named "means/2". */
export function flatColumns(fields: Fields, places: number): NumberParameter[] {
  return fields.flatMap((field) =>
    isList(field) ? Array.from({ length: places }, (_, place) => placeColumn(field, place)) : [field],
  );
}

/** A record as one value per column. */
export function flatRecord(fields: Fields, row: RecordDraft, places: number): RecordDraft {
  return Object.fromEntries(
    flatColumns(fields, places).map(({ name }) => {
      const [field, place] = name.split("/");
      return [name, place === undefined ? row[field] : (listOf(row, field)[Number(place)] ?? "")];
    }),
  );
}

/** The record of one value per column. */
export function nestedRecord(fields: Fields, flat: RecordDraft, places: number): RecordDraft {
  const valueOf = (field: ColumnField) =>
    isList(field)
      ? Array.from({ length: places }, (_, place) => flat[placeName(field, place)] ?? "")
      : flat[field.name];
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
}

/** Records with every list extended by a copy of its last value. */
export function withPlaceAdded(fields: Fields, rows: readonly RecordDraft[]): RecordDraft[] {
  return withLists(fields, rows, (list) => [...list, list.at(-1) ?? ""]);
}

export function withPlaceRemoved(fields: Fields, rows: readonly RecordDraft[], place: number): RecordDraft[] {
  return withLists(fields, rows, (list) => list.filter((_, index) => index !== place));
}

/**
 * Records extended by a copy of the last; whole numbers that rise from row to row continue to rise.
 */
export function withRecordAdded(fields: Fields, rows: readonly RecordDraft[], first: RecordDraft): RecordDraft[] {
  const last = rows.at(-1);
  if (!last) return [first];
  const risen = fields.flatMap((field) => {
    const next =
      field.type === "number" && field.integer ? nextInSeries(rows.map((row) => row[field.name])) : undefined;
    return next === undefined || next > (field.maximum ?? Infinity) ? [] : [[field.name, next]];
  });
  return [...rows, { ...structuredClone(last), ...Object.fromEntries(risen) }];
}

function nextInSeries(values: readonly unknown[]): number | undefined {
  const numbers = values.filter((value) => typeof value === "number");
  const rises = numbers.every((value, index) => index === 0 || value > numbers[index - 1]);
  if (numbers.length < values.length || !rises) return undefined;
  return numbers.at(-1)! + (numbers.length > 1 ? numbers.at(-1)! - numbers.at(-2)! : 1);
}

function withLists(
  fields: Fields,
  rows: readonly RecordDraft[],
  change: (list: unknown[]) => unknown[],
): RecordDraft[] {
  const lists = fields.filter(isList);
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(lists.map(({ name }) => [name, change(listOf(row, name))])),
  }));
}

function placeColumn(field: NumbersParameter, place: number): NumberParameter {
  const { minimum, maximum, integer, entry, symbol } = field;
  return {
    type: "number",
    name: placeName(field, place),
    title: `${entry} ${place + 1}`,
    symbol: symbol && symbol + subscript(String(place + 1)),
    optional: false,
    integer,
    minimum,
    maximum,
  };
}

function placeName({ name }: NumbersParameter, place: number): string {
  return `${name}/${place}`;
}

function isList(field: ColumnField): field is NumbersParameter {
  return field.type === "numbers";
}

function listOf(row: RecordDraft, name: string): unknown[] {
  const list = row[name];
  return Array.isArray(list) ? list : [];
}
