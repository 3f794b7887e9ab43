import { expect, test } from "vitest";
import { laiRobbinsConstant } from "./lai-robbins.ts";

const repeat = (mean: number, times: number) => Array.from({ length: times }, () => mean);

// Constants computed with mpmath for the problems of Auer et al. (2002), Garivier & Cappé (2011) and Russo et al. (2018).
test.each([
  [[0.9, 0.6], 0.96389],
  [[0.9, 0.8], 2.2521],
  [[0.55, 0.45], 4.983289],
  [[0.9, ...repeat(0.6, 9)], 8.675014],
  [[0.9, ...repeat(0.8, 3), ...repeat(0.7, 3), ...repeat(0.6, 3)], 13.552604],
  [[0.9, ...repeat(0.8, 9)], 20.268897],
  [[0.55, ...repeat(0.45, 9)], 44.849598],
  [[0.1, ...repeat(0.05, 3), ...repeat(0.02, 3), ...repeat(0.01, 3)], 17.445174],
  [[0.7, 0.8, 0.9], 3.553644],
])("Bernoulli arms %j have C = %d", (means, constant) => {
  expect(Math.abs(laiRobbinsConstant({ kind: "bernoulli", means })! - constant)).toBeLessThan(6e-7);
});

test("means that are hardly apart keep their digits: C = 2p(1 − p)/Δ to first order, and exactly 1 for 0 against q", () => {
  const near = laiRobbinsConstant({ kind: "bernoulli", means: [0.5, 0.5 + 2 ** -40] })!;
  expect(near / (0.5 * 2 ** 40)).toBeCloseTo(1, 11);
  expect(laiRobbinsConstant({ kind: "bernoulli", means: [0, 1e-17] })).toBeCloseTo(1, 14);
  expect(laiRobbinsConstant({ kind: "gaussian", means: [0, 1e-200], standardDeviation: 1 })).toBeUndefined();
});

test("an arm against one that always pays adds nothing; equal arms have no regret", () => {
  expect(laiRobbinsConstant({ kind: "bernoulli", means: [1, 0.5] })).toBe(0);
  expect(laiRobbinsConstant({ kind: "bernoulli", means: [0.4, 0.4] })).toBe(0);
});

test("Gaussian arms have C = Σ 2σ²/Δ", () => {
  expect(laiRobbinsConstant({ kind: "gaussian", means: [0, 1, 0.5], standardDeviation: 2 })).toBeCloseTo(
    8 / 1 + 8 / 0.5,
    12,
  );
  expect(laiRobbinsConstant({ kind: "gaussian-testbed", arms: 10 })).toBeUndefined();
});
