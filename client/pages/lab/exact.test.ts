import { expect, test } from "vitest";
import { curveOverBudget, noCurve } from "../../../experiments/exact/exact-outcome.ts";
import { measureNamed } from "../../charts/lab-view.ts";
import { exampleResult } from "./example.ts";
import { exactOrLastText, exactText, whyNotExact } from "./exact.ts";

const { checkpoints, policies } = exampleResult;
const curve = { horizon: checkpoints[2], regret: [0.5, 1, 1.234], optimalArmProbability: null };
const regret = measureNamed("regret");
const known = { ...exampleResult, exact: policies.map((_, policy) => (policy === 0 ? curve : null)) };

test("beyond its end, an exact curve gives its last value and where that is", () => {
  expect(exactOrLastText(known, 0, 2, regret)).toMatch(/^exact 1\.234 \([+−]?\d+\.\d s\.e\.\)$/);
  expect(exactOrLastText(known, 0, checkpoints.length - 1, regret)).toBe(`exact 1.234 at t = ${checkpoints[2]}`);
  expect(exactOrLastText(known, 1, 2, regret)).toBeUndefined();
});

test("a policy without an exact curve has a reason, if others have one", () => {
  const reasons = [null, noCurve("depends-on-order").reason!, noCurve("too-many-states").reason!, null];
  const mixed = { ...known, exact: [curve, null, null, null], exactReasons: reasons };
  expect(reasons.map((_, policy) => whyNotExact(mixed, policy))).toEqual([
    undefined,
    "no exact line: depends on the order of rewards",
    "no exact line: too many counts of pulls",
    // It has not been computed yet.
    undefined,
  ]);
  expect(whyNotExact({ ...mixed, exact: [null, null, null, null] }, 1)).toBeUndefined();
});

test("a curve that took too long is explained, even if no other policy has one", () => {
  const late = { ...known, exact: [null], exactReasons: [curveOverBudget(2345).reason!] };
  expect(whyNotExact(late, 0)).toBe("no exact line: took more than ten times its plan: ended after 2.3 s");
});

test("a deviation that rounds to 0 has no sign", () => {
  expect(exactText({ value: 12.31, deviation: 0.84 })).toBe("exact 12.31 (+0.8 s.e.)");
  expect(exactText({ value: 12.31, deviation: -1.3 })).toBe("exact 12.31 (−1.3 s.e.)");
  expect([-0.04, 0.04].map((deviation) => exactText({ value: 1, deviation }))).toEqual(
    Array<string>(2).fill("exact 1 (0.0 s.e.)"),
  );
  expect(exactText({ value: 1, deviation: null })).toBe("exact 1");
});
