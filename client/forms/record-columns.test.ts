import { expect, test } from "vitest";
import * as z from "zod";
import { parameterFields } from "./parameter-fields.ts";
import {
  flatColumns,
  flatRecord,
  nestedRecord,
  placesOf,
  withPlaceAdded,
  withPlaceRemoved,
  withRecordAdded,
} from "./record-columns.ts";

const [field] = parameterFields(
  z.object({
    segments: z.array(
      z.strictObject({
        from: z.int().min(1).max(5000),
        means: z.array(z.number()).min(1).max(1000).meta({ symbol: "\\mu" }),
      }),
    ),
  }),
);
const fields = field.type === "records" ? field.fields : [];
const rows = [
  { from: 1, means: [0.5, 0.3, 0.4] },
  { from: 3000, means: [0.5, "x"] },
];

test("a table has a column for every place of the longest list", () => {
  expect(placesOf(fields, rows)).toBe(3);
  expect(flatColumns(fields, 3).map(({ name, title, symbol }) => [name, title, symbol])).toEqual([
    ["from", "from", undefined],
    ["means/0", "arm 1", "μ₁"],
    ["means/1", "arm 2", "μ₂"],
    ["means/2", "arm 3", "μ₃"],
  ]);
});

test("a record equals the values of its columns; a missing value is an empty cell", () => {
  expect(nestedRecord(fields, flatRecord(fields, rows[0], 3), 3)).toEqual(rows[0]);
  expect(flatRecord(fields, rows[1], 3)).toEqual({ from: 3000, "means/0": 0.5, "means/1": "x", "means/2": "" });
  expect(nestedRecord(fields, flatRecord(fields, rows[1], 3), 3)).toEqual({ from: 3000, means: [0.5, "x", ""] });
});

test("an arm is added to or removed from all rows", () => {
  expect(withPlaceAdded(fields, rows).map(({ means }) => means)).toEqual([
    [0.5, 0.3, 0.4, 0.4],
    [0.5, "x", "x"],
  ]);
  expect(withPlaceRemoved(fields, rows, 0).map(({ means }) => means)).toEqual([[0.3, 0.4], ["x"]]);
});

test("a new row copies the last, and rising whole numbers continue up to their bound", () => {
  const fromOf = (...froms: unknown[]) =>
    withRecordAdded(
      fields,
      froms.map((from) => ({ from, means: [0.5] })),
      { from: 1, means: [0] },
    ).at(-1);
  expect(fromOf(1, 2001)).toEqual({ from: 4001, means: [0.5] });
  expect(fromOf(1)).toEqual({ from: 2, means: [0.5] });
  expect(fromOf(7, 7)).toEqual({ from: 7, means: [0.5] });
  expect(fromOf(1, "x")).toEqual({ from: "x", means: [0.5] });
  expect(fromOf(1, 3000)).toEqual({ from: 3000, means: [0.5] });
  expect(fromOf()).toEqual({ from: 1, means: [0] });
});

test("an added row shares no list with the row it copies", () => {
  const [first, second] = withRecordAdded(fields, [{ from: 1, means: [0.5] }], {});
  expect(second.means).not.toBe(first.means);
});
