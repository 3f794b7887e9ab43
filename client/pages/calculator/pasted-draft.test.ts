import { expect, test } from "vitest";
import { pastedDraft } from "./pasted-draft.ts";
import { lectureExample } from "./presets.ts";
import { draftOf } from "./spec.ts";

const draft = draftOf(lectureExample);
const pasted = (text: string) => pastedDraft(text, { row: 0, column: "alpha" }, draft);

test("conversions and visitors are read as counts from any entry", () => {
  const { state, said } = pasted("Variant,Conversions,Visitors\nold,100,1000\nnew,120,1000")!;
  expect(state).toEqual({
    family: "beta-counts",
    prior: { alpha: 1, beta: 1 },
    arms: [
      { successes: 100, failures: 900 },
      { successes: 120, failures: 880 },
    ],
    names: ["old", "new"],
  });
  expect(said).toBe("Pasted 2 rows. Entered as Beta: prior and counts.");
});

test("means and standard deviations are normal posteriors", () => {
  const { state } = pasted("mean\tsd\n1\t0.5\n2\t0.25")!;
  expect(state).toMatchObject({ family: "normal", arms: [{}, { mean: 2, standardDeviation: 0.25 }] });
});

test("a head of the current entry, an unknown head, and no head keep the entry", () => {
  expect(pasted("α\tβ\n3\t4\n5\t6")?.state).toMatchObject({ family: "beta", arms: [{ alpha: 3, beta: 4 }, {}] });
  expect(pasted("foo\tbar\n3\t4\n5\t6")?.said).toBe("Pasted 2 rows. Read by order: “foo” as α, “bar” as β.");
  expect(pasted("3\t4\n5\t6")?.state).toMatchObject({ family: "beta", arms: [{ alpha: 3, beta: 4 }, {}] });
  expect(pasted("7")).toBeUndefined();
});
