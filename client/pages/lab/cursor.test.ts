import { expect, test } from "vitest";
import { movedCursor, spokenValues } from "./cursor.ts";
import { exampleResult } from "./example.ts";

test("arrow keys move the cursor by a checkpoint, from the right end at first, and stop at the ends", () => {
  expect(movedCursor("ArrowLeft", null, 60)).toBe(58);
  expect(movedCursor("ArrowRight", 58, 60)).toBe(59);
  expect(movedCursor("ArrowRight", 59, 60)).toBe(59);
  expect(movedCursor("Home", 59, 60)).toBe(0);
  expect(movedCursor("PageDown", 3, 60)).toBe(0);
  expect(movedCursor("a", 3, 60)).toBeUndefined();
});

test("the values at the cursor are told for every policy in sight", () => {
  const [first] = exampleResult.policies;
  const policy = { ...first, regret: { ...first.regret, mean: [31.6], standardError: [0.88] } };
  const one = { ...exampleResult, checkpoints: [1000], policies: [policy, policy] };
  expect(spokenValues(one, 0, { hidden: new Set([1]), exact: false })).toBe(
    "After 1\u202f000 pulls: Thompson 31.60 ± 0.88",
  );
});
