import { expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics.ts";
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
