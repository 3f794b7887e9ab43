import { expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";
import { Window } from "./window.ts";

const pulls = (length: number): [arm: number, reward: number][] => {
  const random = stream(`window of ${length}`, "reward", "");
  return Array.from({ length }, () => [random.below(3), random.below(11) / 10]);
};

test.each([
  [1, true],
  [7, true],
  [64, false],
  [65, true],
  [200, false],
])("of a window of %i, the statistics are those of the last pulls alone", (length, isExact) => {
  const window = new Window(length, 3, isExact);
  const history = pulls(430);
  history.forEach(([arm, reward], t) => {
    const left = window.record(arm, reward);
    expect(left).toBe(t < length ? -1 : history[t - length][0]);
    const last = new ArmStatistics(3);
    for (const [a, r] of history.slice(Math.max(0, t + 1 - length), t + 1)) last.record(a, r);
    expect(window.statistics.totalPulls).toBe(last.totalPulls);
    expect(window.statistics.pulls.join()).toBe(last.pulls.join());
    for (let a = 0; a < 3; a++) {
      expect(window.statistics.rewardSums[a]).toBeCloseTo(last.rewardSums[a], 12);
      expect(window.statistics.squareSums[a]).toBeCloseTo(last.squareSums[a], 12);
    }
  });
  window.clear();
  expect(window.record(2, 1)).toBe(-1);
  expect([...window.statistics.pulls]).toEqual([0, 0, 1]);
});

test("sums of decimals are exact: what has left leaves nothing", () => {
  const window = new Window(4, 2, true);
  for (const [arm, reward] of [
    [0, 0.1],
    [0, 1e9],
    [0, 0.2],
    [0, 1e9],
    [0, 0.3],
    [0, 0.1],
    [0, 0.2],
    [1, 0.6],
  ]) {
    window.record(arm, reward);
  }
  expect(window.statistics.exactMean(0).toString()).toBe("1/5");
  expect(window.statistics.exactSquareSum(0).toString()).toBe("7/50");
  expect(window.statistics.compareMeans(0, 1, 0)).toBe(-1);
});

test("rounding of sums of doubles does not add up", () => {
  const window = new Window(5, 1, false);
  for (let pull = 0; pull < 3; pull++) window.record(0, 1e17);
  for (let pull = 0; pull < 7; pull++) window.record(0, 0.5);
  expect(window.statistics.rewardSums[0]).toBe(2.5);
});

test("an arm whose last pull has left the window comes first again", () => {
  const statistics = new ArmStatistics(2);
  const policy = createPolicy(PolicySpec.parse({ kind: "sliding-window-ucb", window: 3 }), { statistics });
  const laws = [1, 0, 1, 1, 1].map((arm) => {
    statistics.record(arm, 1);
    policy.update(arm, 1, noRandom);
    return policy.selectionProbabilities().arms.map(({ fraction }) => fraction);
  });
  expect(laws).toEqual([
    ["1", "0"],
    ["1/2", "1/2"],
    // Of equal means the rarer arm has the wider bonus.
    ["1", "0"],
    ["1", "0"],
    ["1", "0"],
  ]);
});

test("the bonus is B·√(ξ ln min(t, τ) / n): where it makes up for a mean", () => {
  // B√(ξ ln 6)(1 − 1/2) = .4733 for B = .5 and ξ = 2, while six decisions are in the window.
  const chosen = (mean: number, window: number) => {
    const statistics = new ArmStatistics(2);
    const policy = createPolicy(PolicySpec.parse({ kind: "sliding-window-ucb", window, range: 0.5 }), { statistics });
    for (const [arm, reward] of [[0, 0.2], ...Array.from({ length: 4 }, () => [1, mean])]) {
      statistics.record(arm, reward);
      policy.update(arm, reward, noRandom);
    }
    return policy.selectionProbabilities().arms.map(({ value }) => value);
  };
  expect(chosen(0.67, 100)).toEqual([1, 0]);
  expect(chosen(0.68, 100)).toEqual([0, 1]);
  // Of five, ln 5: .4485.
  expect(chosen(0.64, 5)).toEqual([1, 0]);
  expect(chosen(0.66, 5)).toEqual([0, 1]);
});
