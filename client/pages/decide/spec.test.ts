import { expect, test } from "vitest";
import { example, language, requestOf } from "./spec.ts";

const { read, write, check } = language;

test("the example is the page's plain address, and another test comes back from its address", () => {
  expect(write(example)).toBe("");
  const own = { variants: [{ conversions: 3, visitors: 9 }], names: [""], acceptedLoss: 0.5 };
  expect(read(write(own))).toEqual({ draft: own, mistakes: [] });
});

test("the request has names and counts as they are", () => {
  expect(requestOf({ ...example, names: ["old", " ", ""] }).arms).toEqual([
    { name: "old", successes: 120, trials: 4000 },
    { name: "B", successes: 165, trials: 4000 },
    { name: "C", successes: 138, trials: 4000 },
  ]);
});

test.each([
  [{ ...example, variants: [{ conversions: 5, visitors: 4 }] }, "/variants/0/conversions"],
  [{ ...example, variants: [{ conversions: "1,2", visitors: 4 }] }, "/variants/0/conversions"],
  [{ ...example, names: ["old", "old", ""] }, "/names/1"],
  [{ ...example, acceptedLoss: -1 }, "/acceptedLoss"],
])("%j is refused at %s", (draft, pointer) => {
  expect(check(draft).mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
});

test.each([
  "Variant, Conversions, Visitors\nold, 3, 90\nnew, 4, 80",
  "old\t3\t90\r\nnew\t4\t80\r\n",
  "Name;Visitors;Conversions\nold;90;3\nnew;80;4",
])("rows in the address are the test: %j", (rows) => {
  const { draft, mistakes } = read(`?${new URLSearchParams({ rows })}`);
  const variants = [
    { conversions: 3, visitors: 90 },
    { conversions: 4, visitors: 80 },
  ];
  expect([draft, mistakes]).toEqual([{ variants, names: ["old", "new"], acceptedLoss: 0.1 }, []]);
});

test("rows that cannot be read stay as they are, with the mistake at their place, and no rows show the example", () => {
  const { draft, mistakes } = read(`?${new URLSearchParams({ rows: "old, 3, 90\nnew, 5, 4" })}`);
  expect(draft.variants[1]).toEqual({ conversions: 5, visitors: 4 });
  expect(mistakes).toEqual([]);
  expect(check(draft).mistakes.map(({ pointer }) => pointer)).toEqual(["/variants/1/conversions"]);
  const nothing = read("?rows=hello");
  expect(nothing.draft.variants).toEqual(example.variants);
  expect(nothing.mistakes).toHaveLength(1);
});

test("a link that cannot be read shows the example and says so", () => {
  for (const search of ["?spec={", '?spec={"variants":[]}', '?spec={"arms":2}']) {
    const { draft, mistakes } = read(search);
    expect(draft.variants).toEqual(example.variants);
    expect(mistakes.length).toBeGreaterThan(0);
  }
});
