import { expect, test } from "vitest";
import { openedFile, textOfFile } from "./opened-file.ts";
import { draftOf, example } from "./spec.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const open = (text: string | Uint8Array, draft = draftOf(example)) =>
  openedFile("data.csv", typeof text === "string" ? bytes(text) : text, draft);
const rows = [
  { conversions: 100, visitors: 1000 },
  { conversions: 1200, visitors: 12_000 },
];

test.each([
  ["commas, with a head", 'Variant,Conversions,Visitors\nold,100,1000\n"new, blue",1200,12000\n'],
  [
    "a byte order mark, semicolons and CRLF",
    '\uFEFFVariant;Conversions;Visitors\r\nold;100;1000\r\n"new, blue";1200;12000\r\n',
  ],
  ["tabs, without a head", "old\t100\t1000\nnew, blue\t1200\t12000"],
  [
    "columns in another order, with empty lines",
    '\nVisitors,Notes,Variant,Conversions\n\n1000,x,old,100\n"12,000",y,"new, blue","1,200"\n\n',
  ],
])("a file of %s", (_, text) => {
  const { state, said } = open(text);
  expect(said).toMatch(/^data\.csv: opened 2 rows\./);
  expect(state).toMatchObject({ measure: "conversions", variants: rows, names: ["old", "new, blue"] });
});

test("names may hold quotes and line breaks, and lines are counted through them", () => {
  const { state, said } = open('Variant,Conversions,Visitors\n"the ""big""\r\none",1,2\n\nb,n/a,5\n');
  expect(state!.names).toEqual(['the "big"\r\none', "b"]);
  expect(said).toBe("data.csv: opened 2 rows. Line 5, conversions: “n/a”. Enter a whole number from 0 to 10¹².");
  // More conversions than visitors, after two empty lines; and a name that appears twice.
  expect(open("a,1,2\n\n\nb,9,8").said).toBe(
    "data.csv: opened 2 rows. Line 4, conversions: Enter a whole number from 0 to 8.",
  );
  expect(open("a,1,2\na,3,4").said).toMatch(/^data\.csv: opened 2 rows\. Line 2, name: .*appears twice/);
});

test("text of Excel in its older encodings is read, too", () => {
  expect(textOfFile(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0xe4, 0]))).toBe("aä");
  expect(textOfFile(Uint8Array.from([0x61, 0xe4, 0x2c]))).toBe("aä,");
});

test.each([
  ["PK\u0003\u0004", "data.csv is a workbook or an archive. Save the table as CSV."],
  ["hello", "data.csv has no rows. They are: Variant, Conversions, Visitors."],
  ["", "data.csv has no rows. They are: Variant, Conversions, Visitors."],
  [
    `variant,converted\n${"a,1\nb,0\n".repeat(2000)}`,
    "data.csv has 4,000 rows. A file has one row for each variant, up to 20: add up the visitors of each variant first.",
  ],
  ["x".repeat(4_000_001), "data.csv is larger than 4 MB. A file has one row for each variant."],
])("a file without such a table is refused in words, and changes nothing (%#)", (text, said) => {
  expect(open(text)).toEqual({ said });
});

// 1, 2, 3, 4 have the mean 5/2 and the variance 5/3.
test("rows of single visitors become means, where means are asked for", () => {
  const means = { ...draftOf(example), measure: "means" as const };
  const { state, said } = open("Variant,Revenue\na,1\nb,0\na,2\na,3\nb,0\na,4\nb,3\n", means);
  expect(said).toBe("data.csv: Counted 7 visitors of 2 variants.");
  expect(state!.names).toEqual(["a", "b"]);
  expect(state!.variants[0]).toEqual({ mean: 2.5, deviation: Math.sqrt(5 / 3), visitors: 4 });
  expect(state!.variants[1]).toEqual({ mean: 1, deviation: Math.sqrt(3), visitors: 3 });
});

test("a head of means switches to means, and one of counts back", () => {
  const means = open("page;mean;sd;n\nold;5;2;10\nnew;6,5;2;10").state!;
  expect(means).toMatchObject({
    measure: "means",
    variants: [
      { mean: 5, deviation: 2, visitors: 10 },
      { mean: 6.5, deviation: 2, visitors: 10 },
    ],
  });
  expect(open("page;conversions;visitors\nold;5;10\nnew;6;10", means).state!.measure).toBe("conversions");
});

test("a row that is the sum of the others is asked about", () => {
  const total = "\nTotal,1300,13000";
  expect(open(`Variant,Conversions,Visitors\nold,100,1000\nnew,1200,12000${total}`).said).toBe(
    "data.csv: opened 3 rows. Total is the sum of the other rows: remove it if it is no variant.",
  );
  expect(open(`old,100,1000\nnew,1200,12000${total}0`).said).toBe("data.csv: opened 3 rows.");
  expect(open("old,0,1000\nnew,0,1000").said).toBe("data.csv: opened 2 rows.");
});

test("a mistake of one cell is said once", () => {
  expect(open("a,1,1e16\nb,3,4").said).toBe(
    "data.csv: opened 2 rows. Line 1, visitors: Enter a whole number from 0 to 10¹².",
  );
});
