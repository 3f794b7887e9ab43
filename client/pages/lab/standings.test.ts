import { expect, test } from "vitest";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { exampleResult } from "./example.ts";
import { baselineOf, differenceText, intervalText, isSeparable, standingsOf } from "./standings.ts";

/** The example with other final regrets. */
function withFinals(finals: readonly number[]): SimulationResult {
  const policies = finals.map((final, policy) => {
    const own = exampleResult.policies[policy];
    return { ...own, regret: { ...own.regret, mean: [...own.regret.mean.slice(0, -1), final] } };
  });
  return { ...exampleResult, policies };
}

test("policies are in the order of final regret, and equal ones share a rank", () => {
  const standings = standingsOf(withFinals([5, 3, 9, 3]));
  expect(standings.map(({ policy, rank }) => [policy, rank])).toEqual([
    [1, 1],
    [3, 1],
    [0, 3],
    [2, 4],
  ]);
});

test("differences are those of the result at the horizon, and the baseline has none", () => {
  const [baseline, next] = standingsOf(exampleResult).toSorted((a, b) => a.policy - b.policy);
  expect(baseline.difference).toBeUndefined();
  const { regretDifference } = exampleResult.comparisons.find(({ policy }) => policy === 1)!;
  expect(next.difference).toEqual({
    mean: regretDifference.mean.at(-1),
    standardError: regretDifference.standardError.at(-1),
  });
  expect(baselineOf(exampleResult)).toBe(exampleResult.policies[0]);
  expect(baselineOf({ ...exampleResult, comparisons: [] })).toBeUndefined();
});

test("a difference is separable if 0 is more than 1.96 standard errors away", () => {
  expect(isSeparable({ mean: 1.97, standardError: 1 })).toBe(true);
  expect(isSeparable({ mean: 1.95, standardError: 1 })).toBe(false);
  expect(isSeparable({ mean: -1.97, standardError: 1 })).toBe(true);
  // Always the same difference, as of policies that are alike.
  expect(isSeparable({ mean: 0, standardError: 0 })).toBe(false);
  expect(isSeparable({ mean: 9, standardError: null })).toBe(false);
});

test("intervals and differences have the digits of their standard error", () => {
  // 12.34 ± 1.96 × 0.5
  expect(intervalText({ mean: 12.34, standardError: 0.5 })).toBe("11.36 to 13.32");
  expect(intervalText({ mean: 12.34, standardError: null })).toBe("");
  expect(intervalText({ mean: 0, standardError: 0 })).toBe("0");
  expect(differenceText({ mean: 12.34, standardError: 0.5 })).toBe("+12.34 ± 0.50");
  expect(differenceText({ mean: -12.34, standardError: 0.5 })).toBe("−12.34 ± 0.50");
});
