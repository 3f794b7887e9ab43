import { expect, test } from "vitest";
import { bestArmProbabilities } from "../../policies/posteriors/best-arm/best-arm.ts";
import { relativeError } from "../../policies/testing/reference.ts";
import { expectedMaximum } from "./expected-maximum.ts";

test.each([1, 2, 3, 10])("the largest of %d uniforms is K/(K + 1) on average", (armCount) => {
  const priors = Array.from({ length: armCount }, () => ({ alpha: 1, beta: 1 }));
  expect(relativeError(expectedMaximum(priors), armCount / (armCount + 1))).toBeLessThan(1e-14);
});

test.each([
  [
    [0.5, 0.5],
    [0.5, 0.5],
    [2, 3],
  ],
  [
    [1e4, 2],
    [3, 0.01],
  ],
  [
    [0.01, 0.02],
    [0.3, 0.001],
    [1.5, 0.7],
  ],
])("as x·f(x; α, β) = α/(α + β)·f(x; α + 1, β) makes it a sum over the arms: %j %j", (...arms) => {
  const priors = arms.map(([alpha, beta]) => ({ alpha, beta }));
  const sum = priors.reduce((total, { alpha, beta }, arm) => {
    const raised = bestArmProbabilities(priors.with(arm, { alpha: alpha + 1, beta }));
    return total + (alpha / (alpha + beta)) * raised.arms[arm].value;
  }, 0);
  expect(relativeError(expectedMaximum(priors), sum)).toBeLessThan(1e-13);
});
