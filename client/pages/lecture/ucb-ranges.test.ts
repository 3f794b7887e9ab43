import { expect, test } from "vitest";
import { ucbRanges } from "./ucb-ranges.ts";

const arm = (pulls: number, rewardSum: number) => ({
  arm: "x",
  pulls,
  rewardSum,
  mean: pulls ? rewardSum / pulls : null,
});

test("with equal counts the arm with the higher mean leads for every c", () => {
  expect(ucbRanges({ arms: [arm(1, 0), arm(1, 1)], decision: 3 })).toEqual([{ from: 0, to: Infinity, leaders: [1] }]);
});

test("with four pulls against one, the less tried arm leads beyond c* = (3/4 − 0)/(√ln 6 − √ln 6/2)", () => {
  const [exploit, explore] = ucbRanges({ arms: [arm(1, 0), arm(4, 3)], decision: 6 })!;
  expect(exploit).toMatchObject({ from: 0, leaders: [1] });
  expect(explore).toMatchObject({ to: Infinity, leaders: [0] });
  expect(exploit.to).toBeCloseTo(1.5 / Math.sqrt(Math.log(6)), 14);
  expect(explore.from).toBe(exploit.to);
});

test("three arms can lead one after the other", () => {
  const ranges = ucbRanges({ arms: [arm(16, 16), arm(4, 3), arm(1, 0)], decision: 22 })!;
  expect(ranges.map(({ leaders }) => leaders)).toEqual([[0], [1], [2]]);
});

test("equal arms lead together, and an untried one has no threshold", () => {
  expect(ucbRanges({ arms: [arm(2, 1), arm(2, 1)], decision: 5 })![0].leaders).toEqual([0, 1]);
  expect(ucbRanges({ arms: [arm(0, 0), arm(2, 1)], decision: 3 })).toBeUndefined();
});

test("three lines that cross in one point have one threshold: 0, 1/2 and 2/3 after 1, 4 and 9 pulls", () => {
  const ranges = ucbRanges({ arms: [arm(1, 0), arm(4, 2), arm(9, 6)], decision: 15 })!;
  expect(ranges.map(({ leaders }) => leaders)).toEqual([[2], [0]]);
  expect(ranges[0].to).toBeCloseTo(1 / Math.sqrt(Math.log(15)), 14);
});
