import { describe, expect, test } from "vitest";
import { entryOf } from "../pages/calculator/entries.ts";
import { parameterFields } from "./parameter-fields.ts";
import { pasteColumns } from "./paste-columns.ts";
import { pastedTable, pastedText } from "./table-paste.ts";

const counts = pasteColumns(parameterFields(entryOf("beta-counts").arm), true);
const normals = pasteColumns(parameterFields(entryOf("normal").arm), true);
const means = [{ name: "means", label: "μ", heads: ["mean"] }];

const table = [
  { name: "old", successes: 1, failures: 2 },
  { name: "new", successes: 3, failures: 4 },
  { name: "", successes: 5, failures: 6 },
];
const blank = { name: "", successes: "", failures: "" };
const paste = (text: string, at: { row: number; column?: string } = { row: 0, column: "name" }, columns = counts) =>
  pastedTable(text, { columns, rows: table, most: 20, at, blank });
const rowsOf = (text: string, at?: { row: number; column?: string }) =>
  paste(text, at)?.rows.map(({ name, successes, failures }) => [name, successes, failures]);
const meansOf = (text: string) =>
  pastedTable(text, { columns: means, rows: [{ means: 0.1 }], most: 1000, at: { row: 0 }, blank: {} })?.rows.map(
    (row) => row.means,
  );

const two = [
  ["a", 100, 900],
  ["b", 120, 880],
];

describe("a block of all columns replaces the table", () => {
  test.each([
    ["tabs", "a\t100\t900\nb\t120\t880"],
    ["commas", "a,100,900\nb,120,880\n"],
    ["commas and spaces", "a, 100, 900\nb, 120, 880"],
    ["semicolons", "a;100;900\nb;120;880"],
    ["line ends of Windows and a last one", "a\t100\t900\r\nb\t120\t880\r\n"],
    ["a byte order mark and a line that names the separator", "\uFEFFsep=;\r\na;100;900\r\nb;120;880"],
    ["empty rows", "\n\na\t100\t900\n\t\t\nb\t120\t880\n\n"],
    ["no-break spaces", "\u00a0a\t\u00a0100\t900\u00a0\nb\t120\t880"],
    ["a head", "Arm\tSuccesses\tFailures\na\t100\t900\nb\t120\t880"],
    ["a head in another order", "failures,variant,conversions\n900,a,100\n880,b,120"],
    ["visitors in place of failures", "Variant\tVisitors\tConversions\na\t1,000\t100\nb\t1,000\t120"],
    ["a head and a column more", "Variant,Conversions,Rate,Visitors\na,100,10%,1000\nb,120,12%,1000"],
    ["quotes", '"a","100","900"\n"b","120","880"'],
  ])("with %s", (_, text) => expect(rowsOf(text)).toEqual(two));

  test("quotes keep separators, line breaks and quotes inside a cell; an unclosed quote is a character", () => {
    expect(rowsOf('"a, ""x"""\t1\t2\n"b\nc"\t3\t4')).toEqual([
      ['a, "x"', 1, 2],
      ["b\nc", 3, 4],
    ]);
    expect(rowsOf('5" pipe\t1\t2\n"b\t3\t4')).toEqual([
      ['5" pipe', 1, 2],
      ['"b', 3, 4],
    ]);
  });

  test("thousands are parted as spreadsheets of both kinds do", () => {
    const expected = [
      ["a", 1000, 12_400],
      ["b", 120, 880],
    ];
    expect(rowsOf('a,"1,000","12,400"\nb,120,880')).toEqual(expected);
    expect(rowsOf("a\t1 000\t12 400\nb\t120\t880")).toEqual(expected);
  });

  test("one clear decimal comma decides for all cells", () => {
    const pasted = pastedTable("a;1.234,5;0,25\nb;12.400;1,5", {
      columns: normals,
      rows: [],
      most: 20,
      at: { row: 0 },
      blank: {},
    });
    expect(pasted?.rows).toEqual([
      { name: "a", mean: 1234.5, standardDeviation: 0.25 },
      { name: "b", mean: 12_400, standardDeviation: 1.5 },
    ]);
    expect(pastedText(pasted!)).toBe("Pasted 2 rows. Commas are read as decimal marks.");
  });
});

describe("blocks with some of the columns", () => {
  test("numbers alone keep the names", () => {
    expect(rowsOf("100\t900\n120\t880")).toEqual([
      ["old", 100, 900],
      ["new", 120, 880],
    ]);
    expect(rowsOf("100,900\n120,880", { row: 0, column: "failures" })).toEqual([
      ["old", 100, 900],
      ["new", 120, 880],
    ]);
  });

  test("one column goes where it is pasted; other columns stay", () => {
    const pasted = paste("7\n8", { row: 1, column: "failures" })!;
    expect(pasted.rows.map((row) => row.failures)).toEqual([2, 7, 8]);
    expect(pasted.notes).toEqual(["Only failures changed."]);
    expect(rowsOf("x\ny\nz\nu")?.map(([name]) => name)).toEqual(["x", "y", "z", "u"]);
  });

  test("a single row changes its own row", () => {
    expect(rowsOf("b\t7\t8", { row: 1, column: "name" })).toEqual([
      ["old", 1, 2],
      ["b", 7, 8],
      ["", 5, 6],
    ]);
    expect(rowsOf("b, 7, 8", { row: 1, column: "name" })?.[1]).toEqual(["b", 7, 8]);
  });

  test("a block pasted into a later row leaves the rows above it", () => {
    expect(rowsOf("a\t100\t900\nb\t120\t880", { row: 1, column: "name" })).toEqual([["old", 1, 2], ...two]);
  });

  test("what is not used, and what an unknown head is read as, is said", () => {
    expect(paste("variant,conversions,visitors,rate\na,1,2,50%\nb,1,2,50%")!.notes).toEqual(["Not used: “rate”."]);
    expect(paste("foo,bar\n1,2\n3,4")!.notes).toEqual(["Read by order: “foo” as successes, “bar” as failures."]);
    expect(paste("a\t1\t2\tx\nb\t3\t4\ty")!.notes).toEqual(["Not used: column 4."]);
  });
});

describe("nothing is lost or changed silently", () => {
  test("cells that are not numbers stay as text and are named", () => {
    const pasted = paste("a\t100\tn/a\nb\t1,23,456\t880\nc\t\t5%")!;
    expect(pasted.rows.map(({ successes, failures }) => [successes, failures])).toEqual([
      [100, "n/a"],
      ["1,23,456", 880],
      ["", "5%"],
    ]);
    expect(pastedText(pasted)).toBe(
      "Pasted 3 rows. Not clear: “n/a” in row 1, “1,23,456” in row 2, an empty cell in row 3 and 1 more.",
    );
  });

  test("surplus rows are counted", () => {
    const text = Array.from({ length: 35 }, (_, arm) => `${arm}\t1\t2`).join("\n");
    const pasted = paste(text)!;
    expect(pasted.rows).toHaveLength(20);
    expect(pastedText(pasted)).toBe("Pasted 20 rows. Only the first 20 of 35 fit.");
  });

  test("a sheet of two hundred thousand rows is read", () => {
    expect(pastedText(paste("1\t2\n".repeat(200_000))!)).toBe("Pasted 20 rows. Only the first 20 of 200,000 fit.");
  });

  test("a single cell is not a block", () => {
    for (const text of [
      "7",
      "1,000",
      "100,900",
      "Smith, John",
      "Plan B, 2",
      "a; b",
      "a; 7",
      "old page",
      "",
      "\n",
      "7\n",
      "0,5",
    ]) {
      expect(paste(text), text).toBeUndefined();
    }
  });
});

test("a table of one column takes a column, a row, decimal commas, and a column of labels or counts before it", () => {
  const expected = [0.1, 0.2, 1 / 3];
  expect(meansOf("0.1\n0.2\n1/3")).toEqual(expected);
  expect(meansOf("0.1\t0.2\t1/3")).toEqual(expected);
  expect(meansOf("0.1, 0.2, 1/3")).toEqual(expected);
  expect(meansOf("0,1\n0,2\n1/3")).toEqual(expected);
  expect(meansOf("mean\n0,1\n0,2\n1/3")).toEqual(expected);
  expect(meansOf("a\t0.1\nb\t0.2\nc\t1/3")).toEqual(expected);
  expect(meansOf("1\t0.1\n2\t0.2\n3\t1/3")).toEqual(expected);
  expect(meansOf("Arm\tMean\tGap\n1\t0.1\t0.2\n2\t0.2\t0.1\n3\t1/3\t0")).toEqual(expected);
});
