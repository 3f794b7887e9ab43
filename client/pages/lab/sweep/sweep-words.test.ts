import { expect, test } from "vitest";
import { SimulationSpec } from "../../../../experiments/spec/spec.ts";
import { sweep } from "../../../../experiments/sweep/sweep.ts";
import { draftOf } from "../spec-draft.ts";
import { checkExperiment } from "./experiment.ts";
import { isLogAxis, type SweepLine, sweepLines } from "./sweep-lines.ts";
import { hasSweep, type SweepExperiment } from "./sweep-run.ts";
import { bestText, commonText, edgeText, leadersText } from "./sweep-words.ts";

const line = (...points: [value: number, mean: number, standardError: number | null][]): SweepLine => ({
  policy: 0,
  label: "ε-greedy",
  points: points.map(([value, mean, standardError]) => ({ value, mean, standardError })),
  best: points.reduce((best, [, mean], index) => (mean < points[best][1] ? index : best), 0),
});

test("the best value is said with its regret, and with the values that are not separable from it", () => {
  // The 95% interval of a difference of independent means ends at 1.96·√(0.3² + 0.4²) = 0.98.
  expect(bestText(line([0.03, 24.37, 0.4], [0.1, 23.4, 0.3], [0.2, 24.39, 0.4]), "ε")).toBe(
    "Lowest regret at ε = 0.1: 23.40 ± 0.30; 0.03 is not separable from it.",
  );
  expect(bestText(line([1, 5, 1], [2, 5.5, 1], [3, 6, 1]), "c")).toBe(
    "Lowest regret at c = 1: 5.0 ± 1.0; 2 and 3 are not separable from it.",
  );
  expect(bestText(line([1, 5, null], [2, 6, null]), "c")).toContain("one replication has no standard error");
  expect(bestText(line([1, 5, 1]), "c")).toBeUndefined();
});

test("a best value at an end of the list is said to be one", () => {
  expect(edgeText(line([1, 5, 1], [2, 6, 1]))).toBe(
    "1 is the smallest value of the list: a smaller one may be better.",
  );
  expect(edgeText(line([1, 6, 1], [2, 5, 1]))).toContain("2 is the largest value");
  expect(edgeText(line([1, 6, 1], [2, 5, 1], [3, 6, 1]))).toBeUndefined();
  // Beyond an end of what is allowed there is nothing better.
  const probability = { minimum: 0, maximum: 1 };
  expect(edgeText(line([0, 5, 1], [0.1, 6, 1]), probability)).toBeUndefined();
  expect(edgeText(line([0.1, 6, 1], [1, 5, 1]), probability)).toBeUndefined();
  expect(edgeText(line([0.1, 5, 1], [1, 6, 1]), probability)).toContain("a smaller one may be better");
});

test("where values are no choice, the leading policy is said at each", () => {
  const slow = { ...line([10, 1, 0.1], [100, 9, 0.1], [1000, 90, 0.1]), label: "Greedy" };
  const fast = { ...line([10, 2, 0.1], [100, 5, 0.1], [1000, 8, 0.1]), label: "UCB1" };
  expect(leadersText([slow, fast], "T")).toBe("Lowest mean regret: Greedy at T = 10; UCB1 at 100 and 1,000.");
  expect(leadersText([slow], "T")).toBeUndefined();
  // 1.96·√(0.1² + 0.1²) = 0.28.
  const near = { ...line([10, 1.2, 0.1], [100, 5.3, 0.1], [1000, 8.2, 0.1]), label: "UCB" };
  expect(leadersText([slow, fast, near], "T")).toBe(
    "Lowest mean regret: Greedy at T = 10; UCB1 at 100 and 1,000. At T = 10 and 1,000 it is not separable from the next.",
  );
});

test("an axis is logarithmic from a decade and a half, if all values are above 0", () => {
  expect(isLogAxis([0.01, 0.5])).toBe(true);
  expect(isLogAxis([0.1, 3])).toBe(false);
  expect(isLogAxis([0, 0.01, 0.5])).toBe(false);
  expect(isLogAxis([-1, -100])).toBe(false);
});

const base = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0, 1] },
  policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }],
  horizon: 30,
  replications: 40,
  seed: "lines",
});
const experimentOf = (epsilon: string): SweepExperiment => {
  const draft = draftOf(base);
  const policies = [draft.policies[0], { ...draft.policies[1], epsilon }];
  const { spec } = checkExperiment({ ...draft, policies });
  if (!spec || !hasSweep(spec)) throw new Error("no sweep");
  return spec;
};

test("lines hold the complete points by value, in the style of the policy's place in the form", () => {
  const experiment = experimentOf("1, 0.1, 0.5");
  const result = sweep(experiment.sweep.spec);
  const [own, ...others] = sweepLines(experiment, result);
  expect(others).toEqual([]);
  expect(own).toMatchObject({ policy: 1, label: "ε-greedy" });
  expect(own.points.map(({ value }) => value)).toEqual([0.1, 0.5, 1]);
  // With ε = 1 every pull is uniform, so each has regret 1/2 on average.
  const { mean, standardError } = own.points[2];
  expect(Math.abs(mean - 15)).toBeLessThan(4.9 * standardError!);

  const partial = { ...result, points: result.points.with(1, { ...result.points[1], complete: false }) };
  expect(sweepLines(experiment, partial)[0].points.map(({ value }) => value)).toEqual([0.5, 1]);
  expect(sweepLines(experiment, null)[0]).toMatchObject({ points: [], best: undefined });
});

test("what points have in common depends on the setting of common random numbers", () => {
  const experiment = experimentOf("0.1, 0.2");
  expect(commonText(experiment)).toContain("same rewards");
  expect(commonText({ ...experiment, base: { ...base, rewardCoupling: "independent" } })).toContain("are off");
});
