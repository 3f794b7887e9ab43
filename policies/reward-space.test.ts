import { expect, test } from "vitest";
import {
  containsReward,
  containsSpace,
  nameOfSpace,
  rewardSpaceNames,
  rewardsInWords,
  rewardSpaces,
} from "./reward-space.ts";

test("a space contains those whose rewards it holds", () => {
  const inside = rewardSpaceNames.map((outer) =>
    rewardSpaceNames.filter((inner) => containsSpace(rewardSpaces[outer], rewardSpaces[inner])),
  );
  expect(inside).toEqual([
    ["binary"],
    ["binary", "unit"],
    ["binary", "count"],
    ["positive"],
    ["binary", "unit", "count", "positive", "real"],
  ]);
});

test("a space holds its ends, unless they are left out", () => {
  expect([-1e-300, 0, 0.5, 1, 1.1].map((reward) => containsReward(rewardSpaces.unit, reward))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect([0, 5e-324].map((reward) => containsReward(rewardSpaces.positive, reward))).toEqual([false, true]);
  expect([0, 0.5, 7].map((reward) => containsReward(rewardSpaces.count, reward))).toEqual([true, false, true]);
});

test("rewards of every space make a sentence", () => {
  expect(Object.values(rewardSpaces).map((space) => `needs ${rewardsInWords(space)}`)).toEqual([
    "needs rewards of 0 or 1",
    "needs rewards in [0, 1]",
    "needs rewards that are whole numbers, 0 or more",
    "needs rewards above 0",
    "needs any rewards",
  ]);
});

test("a space without a name is called by the smallest that contains it", () => {
  expect(nameOfSpace({ minimum: 0.25, maximum: 0.75 })).toBe("unit");
  expect(nameOfSpace({ minimum: 0, maximum: 10, integer: true })).toBe("count");
  expect(nameOfSpace({ minimum: 0.5, maximum: 10 })).toBe("positive");
  expect(nameOfSpace({ minimum: -3, maximum: 3, integer: true })).toBe("real");
});
