import { expect, test } from "vitest";
import { draftFromSearch, specToSearch } from "../calculator/spec-url.ts";
import { checkDraft, posteriorsOf } from "../calculator/spec.ts";
import { language } from "./language.ts";
import { requestOf } from "./request.ts";
import { draftOf, example } from "./spec.ts";
import { searchOfTab, tabOf } from "./tabs.ts";

const { read, write, check } = language;

test("the example is the page's plain address, and another test comes back from its address", () => {
  expect(write(example)).toBe("");
  const own = { ...example, variants: [{ conversions: 3, visitors: 9 }], names: [""], acceptedLoss: 0.5 };
  expect(read(write(own))).toEqual({ draft: own, mistakes: [] });
  const jeffreys = { ...own, prior: { alpha: 0.5, beta: 0.5 } };
  expect(read(write(jeffreys))).toEqual({ draft: jeffreys, mistakes: [] });
});

test("an address from before there were priors and means opens as it did", () => {
  const { draft, mistakes } = read('?spec={"variants":[{"conversions":1,"visitors":2}],"names":["old"]}');
  expect(mistakes).toEqual([]);
  expect(draft).toMatchObject({ measure: "conversions", names: ["old"], prior: { alpha: 1, beta: 1 } });
});

test("the request has names and counts as they are, and a prior unless it is the API's own", () => {
  const request = requestOf({ ...example, names: ["old", " ", ""] });
  expect(request).toEqual({
    family: "beta",
    arms: [
      { name: "old", successes: 120, trials: 4000 },
      { name: "B", successes: 165, trials: 4000 },
      { name: "C", successes: 138, trials: 4000 },
    ],
    control: 0,
  });
  expect(requestOf({ ...example, prior: { alpha: 3, beta: 97 } })).toMatchObject({ prior: { alpha: 3, beta: 97 } });
});

// Gelman et al. §3.2: μ ~ x̄ + (s/√n)·t(n − 1).
test("means are asked about by their Student t posteriors, and come back from their address", () => {
  const means = {
    measure: "means" as const,
    variants: [
      { mean: 5, deviation: 6, visitors: 9 },
      { mean: 7, deviation: 8, visitors: 16 },
    ],
    names: ["", ""],
    acceptedLoss: 0.25,
  };
  expect(requestOf(means)).toEqual({
    family: "student-t",
    arms: [
      { location: 5, scale: 2, degreesOfFreedom: 8 },
      { location: 7, scale: 2, degreesOfFreedom: 15 },
    ],
    control: 0,
  });
  expect(check(read(write(means)).draft).spec).toEqual(means);
});

const meansDraft = { ...draftOf(example), measure: "means" as const, names: [""] };
test.each([
  [{ ...example, variants: [{ conversions: 5, visitors: 4 }] }, "/variants/0/conversions"],
  [{ ...example, variants: [{ conversions: "1,2", visitors: 4 }] }, "/variants/0/conversions"],
  [{ ...example, names: ["old", "old", ""] }, "/names/1"],
  [{ ...example, acceptedLoss: -1 }, "/acceptedLoss"],
  [{ ...example, prior: { alpha: 0, beta: 1 } }, "/prior/alpha"],
  [{ ...meansDraft, variants: [{ mean: 5, deviation: 0, visitors: 4 }] }, "/variants/0/deviation"],
  [{ ...meansDraft, variants: [{ mean: 5, deviation: 1, visitors: 2 }] }, "/variants/0/visitors"],
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
  expect([draft, mistakes]).toEqual([{ ...draftOf(example), variants, names: ["old", "new"] }, []]);
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
  for (const search of ["?spec={", '?spec={"variants":[]}', '?spec={"arms":2}', "?spec=null", "?spec=5"]) {
    const { draft, mistakes } = read(search);
    expect(draft.variants).toEqual(example.variants);
    expect(mistakes.length).toBeGreaterThan(0);
  }
});

test("the tab of posteriors shows the rows of results: prior and counts, with the threshold", () => {
  const own = { ...example, acceptedLoss: 0.5, prior: { alpha: 2, beta: 3 } };
  const { spec } = checkDraft(draftFromSearch(write(own)).draft);
  expect(posteriorsOf(spec!).arms).toEqual([
    { alpha: 122, beta: 3883 },
    { alpha: 167, beta: 3838 },
    { alpha: 140, beta: 3865 },
  ]);
  // Edited there, they come back as results.
  expect(check(read(specToSearch(spec!)).draft).spec).toEqual(own);
});

test("posteriors that are whole counts of a named prior, or of means, are results", () => {
  const results = (spec: string) => check(read(`?spec=${spec}`).draft).spec;
  expect(results('{"family":"beta","arms":[{"alpha":1,"beta":2},{"alpha":2,"beta":1}]}')).toMatchObject({
    variants: [
      { conversions: 0, visitors: 1 },
      { conversions: 1, visitors: 1 },
    ],
    prior: { alpha: 1, beta: 1 },
  });
  expect(results('{"family":"beta","arms":[{"alpha":0.5,"beta":2.5}]}')).toMatchObject({
    variants: [{ conversions: 0, visitors: 2 }],
    prior: { alpha: 0.5, beta: 0.5 },
  });
  expect(results('{"family":"student-t","arms":[{"location":5,"scale":2,"degreesOfFreedom":8}]}')).toMatchObject({
    measure: "means",
    variants: [{ mean: 5, deviation: 6, visitors: 9 }],
  });
});

test("the link of a tab holds the rows of this one, however they came", () => {
  const variants = [{ conversions: 3, visitors: 90 }];
  const rows = `?${new URLSearchParams({ rows: "Variant,Conversions,Visitors\nold,3,90" })}`;
  const specOf = (search: string) => JSON.parse(new URLSearchParams(search).get("spec") ?? "null") as unknown;
  expect(specOf(searchOfTab("digits", rows))).toEqual({ variants, names: ["old"] });
  expect(tabOf(searchOfTab("digits", rows))).toBe("digits");
  // Each tab opens with rows of its own, so those of another are written out.
  expect(specOf(searchOfTab("posteriors", ""))).toMatchObject({ variants: example.variants });
  expect(specOf(searchOfTab("simple", "?tab=posteriors"))).toMatchObject({ family: "beta" });
  const there = searchOfTab("posteriors", write({ ...example, variants, names: [] }));
  expect(searchOfTab("simple", there)).toBe(write({ ...example, variants, names: [] }));
});
