import { expect, test } from "vitest";
import { allowedReplications, costOf, largestReplications } from "./cost.ts";
import { exampleSpec } from "./example-run.ts";

test("work is arms × horizon × replications over the policies", () => {
  expect(costOf(exampleSpec).work).toBe(10 * 1000 * 500 * 5);
});

test("the largest number of replications is the last that fits", () => {
  const largest = largestReplications({ base: exampleSpec }, 1e9);
  expect(costOf({ ...exampleSpec, replications: largest }).work).toBeLessThanOrEqual(1e9);
  expect(costOf({ ...exampleSpec, replications: largest + 1 }).work).toBeGreaterThan(1e9);
});

test("the number that the server allows is read from its refusal", () => {
  const refusal = {
    pointer: "/replications",
    code: "over-budget",
    detail: "must be at most 20000",
    allowed: "at most 20000",
  };
  expect(allowedReplications([refusal])).toBe(20_000);
  expect(
    allowedReplications([{ ...refusal, code: "out-of-range", allowed: "an integer in [1, 1000000]" }]),
  ).toBeUndefined();
});
