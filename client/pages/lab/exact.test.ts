import { expect, test } from "vitest";
import { measureNamed } from "../../charts/lab-view.ts";
import { exampleResult } from "./example.ts";
import { exactOrLastText, exactText, whyNotExact } from "./exact.ts";

const { checkpoints, policies, spec } = exampleResult;
const curve = { horizon: checkpoints[2], regret: [0.5, 1, 1.234], optimalArmProbability: null };
const regret = measureNamed("regret");
const known = { ...exampleResult, exact: policies.map((_, policy) => (policy === 0 ? curve : null)) };

test("beyond where it is known, an exact curve says its last value and where that is", () => {
  expect(exactOrLastText(known, 0, 2, regret)).toMatch(/^exact 1\.234 \([+−]?\d+\.\d s\.e\.\)$/);
  expect(exactOrLastText(known, 0, checkpoints.length - 1, regret)).toBe(`exact 1.234 at t = ${checkpoints[2]}`);
  expect(exactOrLastText(known, 1, 2, regret)).toBeUndefined();
});

test("a policy without an exact curve says why, where others have one", () => {
  const kinds = ["greedy", "gradient", "bayes-optimal", "ucb1"].map((kind) => ({ kind }) as (typeof spec.policies)[0]);
  const mixed = { ...known, spec: { ...spec, policies: kinds }, exact: [curve, null, null, null] };
  expect(kinds.map((_, policy) => whyNotExact(mixed, policy))).toEqual([
    undefined,
    "no exact line: depends on the order of rewards",
    "no exact line: plans for more pulls than can be summed, or ties by tolerance",
    "no exact line: too many counts of pulls, or ties by tolerance",
  ]);
  expect(whyNotExact({ ...mixed, exact: [null, null, null, null] }, 1)).toBeUndefined();
});

test("a deviation that rounds to nothing has no sign", () => {
  expect(exactText({ value: 12.31, deviation: 0.84 })).toBe("exact 12.31 (+0.8 s.e.)");
  expect(exactText({ value: 12.31, deviation: -1.3 })).toBe("exact 12.31 (−1.3 s.e.)");
  expect([-0.04, 0.04].map((deviation) => exactText({ value: 1, deviation }))).toEqual(
    Array<string>(2).fill("exact 1 (0.0 s.e.)"),
  );
  expect(exactText({ value: 1, deviation: null })).toBe("exact 1");
});
