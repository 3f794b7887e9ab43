import { expect, test } from "vitest";
import { measureNamed } from "../../charts/lab-view.ts";
import { movedLine, movedCursor, spokenValues } from "./cursor.ts";
import { exactReach } from "./exact.ts";
import { exampleResult } from "./example.ts";

test("arrow keys move the cursor by a checkpoint, starting at the right end, and stop at the ends", () => {
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
  expect(spokenValues(one, 0, { measure: "regret", hidden: new Set([1]), exact: false })).toBe(
    "After 1,000 pulls: Thompson 31.60 ± 0.88",
  );
});

test("an exact value has the distance of the mean in standard errors", () => {
  const [policy] = exampleResult.policies;
  const regret = { ...policy.regret, mean: [1, 31.6], standardError: [0, 0.8] };
  const exact = (values: number[]) => ({
    ...exampleResult,
    checkpoints: [1, 1000],
    policies: [{ ...policy, regret }],
    exact: [{ horizon: 1000, regret: values, optimalArmProbability: null }],
  });
  const view = { measure: "regret" as const, hidden: new Set<number>(), exact: true };
  expect(spokenValues(exact([1, 30]), 1, view)).toMatch(/: Thompson 31\.60 ± 0\.80, exact 30 \(\+2\.0 s\.e\.\)$/);
  expect(spokenValues(exact([1, 32]), 1, view)).toMatch(/exact 32 \(−0\.5 s\.e\.\)$/);
  expect(spokenValues(exact([1, 30]), 0, view)).toMatch(/, exact 1$/);
  expect(spokenValues(exact([1]), 1, view)).not.toMatch(/exact/);
  expect(exactReach(exact([1, 30]), measureNamed("regret"))).toBe("to t = 1,000");
});

test("up and down pick the lines in their order, and go round", () => {
  const order = [4, 0, 2];
  expect(movedLine("ArrowDown", null, order)).toBe(4);
  expect(movedLine("ArrowUp", null, order)).toBe(2);
  expect(movedLine("ArrowDown", 4, order)).toBe(0);
  expect(movedLine("ArrowDown", 2, order)).toBe(4);
  expect(movedLine("ArrowUp", 4, order)).toBe(2);
  expect(movedLine("ArrowDown", null, [])).toBeUndefined();
  expect(movedLine("ArrowLeft", 4, order)).toBeUndefined();
});
