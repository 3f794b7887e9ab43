import { describe, expect, test } from "vitest";
import * as z from "zod";
import { parameterFields, type RecordsParameter } from "./parameter-fields.ts";
import { pastedLists } from "./pasted-lists.ts";
import type { PastedCell } from "./table-paste.ts";

const [field] = parameterFields(
  z.object({
    segments: z
      .array(
        z.strictObject({
          from: z.int().min(1).max(1e7),
          means: z.array(z.number()).min(1).max(5).meta({ symbol: "\\mu" }),
        }),
      )
      .max(4),
  }),
);
const table = [
  { from: 1, means: [0.1, 0.2] },
  { from: 500, means: [0.3, 0.4] },
  { from: 900, means: [0.5, 0.6] },
];
const paste = (text: string, at: PastedCell = { row: 0, column: "from" }) =>
  pastedLists(text, at, field as RecordsParameter, table);
const rowsOf = (text: string, at?: PastedCell) =>
  paste(text, at)?.state?.map(({ from, means }) => [from, ...(means as unknown[])]);

const three = [
  [1, 0.5, 0.3, 0.4],
  [3000, 0.5, 0.3, 0.9],
];

describe("a block pasted into the first cell replaces the table, with its number of arms", () => {
  test.each([
    ["no head", "1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9"],
    ["a head that counts from 1", "from\tarm 1\tarm 2\tarm 3\n1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9"],
    ["a head that counts from 0", "from\tarm 0\tarm 1\tarm 2\n1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9"],
    ["arms with names", "From,control,red,blue\n1,0.5,0.3,0.4\n3000,0.5,0.3,0.9"],
    ["a head of merged cells", "from\tmeans\t\t\n1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9"],
    ["the round in the last column", "a;b;c;round\n0,5;0,3;0,4;1\n0,5;0,3;0,9;3.000"],
    ["an unknown head, by order", "x\ty\tz\tu\n1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9"],
    ["labels before it", "A\t1\t0.5\t0.3\t0.4\nB\t3000\t0.5\t0.3\t0.9"],
    ["labels with a head", "segment\tfrom\ta\tb\tc\nA\t1\t0.5\t0.3\t0.4\nB\t3000\t0.5\t0.3\t0.9"],
    ["counts with a head", "#\tfrom\ta\tb\tc\n1\t1\t0.5\t0.3\t0.4\n2\t3000\t0.5\t0.3\t0.9"],
    ["commas alone", "1,0.5,0.3,0.4\n3000,0.5,0.3,0.9"],
    ["decimal commas and thousands", "1;0,5;0,3;0,4\n3.000;0,5;0,3;0,9"],
  ])("%s", (_, text) => expect(rowsOf(text)).toEqual(three));

  test("fewer arms, too, and the change is reported", () => {
    expect(rowsOf("1\t0.7\n50\t0.8")).toEqual([
      [1, 0.7],
      [50, 0.8],
    ]);
    expect(paste("1\t0.7\n50\t0.8")?.said).toBe("Pasted 2 rows. The table has 1 arm now.");
    expect(paste("1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9")?.said).toBe("Pasted 2 rows. The table has 3 arms now.");
    expect(paste("1\t0.7\t0.8\n50\t0.8\t0.7")?.said).toBe("Pasted 2 rows.");
  });

  test("what does not fit is counted and named", () => {
    const row = "1\t.1\t.2\t.3\t.4\t.5\t.6\t.7";
    expect(paste(Array(6).fill(row).join("\n"))?.said).toBe(
      "Pasted 4 rows. Not used: column 7, column 8. Only the first 4 of 6 fit. The table has 5 arms now.",
    );
  });

  test("unclear cells stay as text in their place", () => {
    const pasted = paste("1\t0.5\t0.3\n3000\tn/a")!;
    expect(pasted.state).toEqual([
      { from: 1, means: [0.5, 0.3] },
      { from: 3000, means: ["n/a", ""] },
    ]);
    expect(pasted.said).toBe("Pasted 2 rows. Not clear: “n/a” in row 2, an empty cell in row 2.");
  });
});

describe("any other block goes into the existing columns", () => {
  test("means alone leave the pulls", () => {
    expect(rowsOf("0.7\t0.8\n0.9\t1", { row: 1, column: "means/0" })).toEqual([
      [1, 0.1, 0.2],
      [500, 0.7, 0.8],
      [900, 0.9, 1],
    ]);
  });

  test("whole rows below the first leave what is above, and the arms", () => {
    expect(rowsOf("20\t0.7\t0.8\t0.9\n30\t0.6\t0.5\t0.4", { row: 1, column: "from" })).toEqual([
      [1, 0.1, 0.2],
      [20, 0.7, 0.8],
      [30, 0.6, 0.5],
    ]);
  });

  test("arms by their names, counted from 1 or from 0", () => {
    const changed = [
      [1, 0.1, 7],
      [500, 0.3, 8],
      [900, 0.5, 0.6],
    ];
    expect(rowsOf("arm 2\n7\n8")).toEqual(changed);
    expect(rowsOf("arm 1\tarm 0\n7\t0.1\n8\t0.3")).toEqual(changed);
  });

  test("a row", () => {
    expect(rowsOf("600\t1\t0", { row: 1, column: "from" })?.[1]).toEqual([600, 1, 0]);
  });
});

test("a list edited as text takes a pasted row or column as text", () => {
  for (const text of ["0.1, 0.2, 0.3", "0.1\t0.2\t0.3", "0.1\n0.2\n0.3", "0.1"]) {
    expect(paste(text, { row: 1, column: "means" }), text).toBeUndefined();
  }
  expect(rowsOf("1\t0.5\t0.3\t0.4\n3000\t0.5\t0.3\t0.9", { row: 0, column: "means" })).toEqual(three);
});

test("a single cell is not a block", () => {
  for (const text of ["7", "0,5", "", "1,000", "n/a"]) expect(paste(text), text).toBeUndefined();
});
