import { describe, expect, test } from "vitest";
import type { SelectionRequestInput } from "./request.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

/** Checks that arm 0 of two has the probability 1/(1 + e^−x), within an error bound that must be small. */
function expectLogistic(policy: SelectionRequestInput["policy"], rewards: [arm: number, reward: number][], x: number) {
  const history = rewards.map(([arm, reward]) => ({ arm, reward }));
  const { value, errorBound } = selectionProbabilities({ policy, arms: 2, history }).probabilities[0];
  const exact = 1 / (1 + Math.exp(-x));
  expect(Math.abs(value - exact)).toBeLessThanOrEqual(errorBound! + 4 * 2 ** -53 * exact);
  expect(errorBound).toBeLessThan(1e-13);
}

describe("rewards that all but cancel leave what was written", () => {
  test("10⁹, 0.1 and −10⁹ have the mean 1/30 for softmax", () => {
    const rewards: [number, number][] = [
      [0, 1e9],
      [0, 0.1],
      [0, -1e9],
    ];
    expectLogistic({ kind: "softmax", temperature: 0.1 }, rewards, 1 / 3);
    expectLogistic({ kind: "softmax", temperature: 0.3 }, rewards, 1 / 9);
  });

  test("ten thousand times 0.3 against 0.3 have no difference for softmax", () => {
    const rewards = Array.from({ length: 9999 }, (): [number, number] => [0, 0.3]);
    expectLogistic({ kind: "softmax", temperature: 0.1 }, [...rewards, [1, 0.3]], 0);
  });

  // H(0) − H(1) moves by 2α·R·π(other arm) without a baseline: from 0 to 0.1, and so on.
  test("the gradient bandit steps by what was written", () => {
    const first = 2 * 0.1 * 0.5;
    const second = first + (2 * 0.1 * 0.3) / (1 + Math.exp(first));
    const rewards: [number, number][] = [
      [0, 1],
      [0, 0.3],
    ];
    expectLogistic({ kind: "gradient", stepSize: 0.1, baseline: "none" }, rewards, second);
  });
});
