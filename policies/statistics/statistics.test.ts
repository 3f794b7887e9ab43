import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArmStatistics } from "./arm-statistics.ts";
import { CountStatistics } from "./count-statistics.ts";
import { DecimalStatistics } from "./decimal-statistics.ts";

const statisticsOf = (arms: [pulls: number, rewardSum: number][]) => {
  const statistics = new ArmStatistics(arms.length);
  arms.forEach(([pulls, rewardSum], arm) => statistics.set(arm, pulls, rewardSum));
  return statistics;
};

describe("ArmStatistics", () => {
  test("counts pulls and the decision number", () => {
    const statistics = new ArmStatistics(2);
    statistics.record(1, 0.5);
    statistics.record(1, 0.25);
    expect([...statistics.pulls]).toEqual([0, 2]);
    expect(statistics.mean(1, 0)).toBe(0.375);
    expect(statistics.mean(0, 7)).toBe(7);
    expect(statistics.decision).toBe(3);
    statistics.set(0, 5, 2);
    expect(statistics.totalPulls).toBe(7);
  });

  test("orders means as the fractions are ordered, also where the doubles are equal", () => {
    // Neighbouring fractions around 10¹²: their quotients round to one double, the integers differ.
    const [s, n] = [6_000_000_000_000_001, 6_000_001];
    const close = statisticsOf([
      [n, s],
      [n, s],
      [n - 1, s - 1_000_000_000],
    ]);
    expect(close.compareMeans(0, 1, 0)).toBe(0);
    const exact = BigInt(s) * BigInt(n - 1) - BigInt(s - 1_000_000_000) * BigInt(n);
    expect(close.compareMeans(0, 2, 0)).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0);
  });

  test("agrees with integer cross-multiplication on random counts", () => {
    const arm = fc
      .integer({ min: 1, max: 40 })
      .chain((pulls) => fc.tuple(fc.constant(pulls), fc.integer({ min: 0, max: pulls })));
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const expected = Math.sign(one[1] * other[0] - other[1] * one[0]);
        expect(statisticsOf([one, other]).compareMeans(0, 1, 0)).toBe(expected);
      }),
      { seed: 558_203, numRuns: 2000 },
    );
  });

  test("an untried arm counts as having its initial value", () => {
    expect(
      statisticsOf([
        [0, 0],
        [2, 1],
      ]).compareMeans(0, 1, 0.5),
    ).toBe(0);
    expect(
      statisticsOf([
        [0, 0],
        [2, 1],
      ]).compareMeans(0, 1, 0),
    ).toBe(-1);
  });
});

describe("DecimalStatistics", () => {
  const tenths = (arms: number[][]) => {
    const statistics = new DecimalStatistics(arms.length, "rewards");
    arms.forEach((rewards, arm) => rewards.forEach((reward) => statistics.record(arm, reward)));
    return statistics;
  };

  test("sums decimals as they were written, and rounds once", () => {
    const statistics = tenths([
      [0.1, 0.2],
      [0.15, 0.15],
      [1e9, 0.1, -1e9],
    ]);
    expect([...statistics.rewardSums]).toEqual([0.3, 0.3, 0.1]);
    expect(statistics.areAlike(0, 1)).toBe(true);
    expect(statistics.exactMean(2).toString()).toBe("1/30");
    expect(statistics.sampleMean(2)).toBe(1 / 30);
    expect(statistics.sampleComplement(2)).toBe(29 / 30);
    statistics.clear();
    expect(statistics.totalPulls).toBe(0);
    statistics.record(2, 0.25);
    expect(statistics.exactMean(2).toString()).toBe("1/4");
  });

  test("tells sums apart that have the same double", () => {
    const statistics = tenths([
      [1, 1e-20],
      [1, 2e-20],
    ]);
    expect(statistics.rewardSums[0]).toBe(statistics.rewardSums[1]);
    expect(statistics.areAlike(0, 1)).toBe(false);
    expect(statistics.compareMeans(0, 1, 0)).toBe(-1);
  });

  test("holds a million million pulls of every arm", () => {
    const statistics = new DecimalStatistics(2);
    statistics.set(0, 1e12, 5e11);
    statistics.set(1, 1e12 - 1, 5e11);
    expect([...statistics.pulls]).toEqual([1e12, 1e12 - 1]);
    expect(statistics.decision).toBe(2e12);
    expect(statistics.compareMeans(0, 1, 0)).toBe(-1);
  });

  test("rounding is monotone, so means that differ as doubles are in the right order", () => {
    const rewards = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rewards, rewards, (one, other) => {
        const statistics = tenths([one, other]);
        const [left, right] = [statistics.exactMean(0), statistics.exactMean(1)];
        const exact = left.minus(right).numerator;
        expect(statistics.compareMeans(0, 1, 0)).toBe(exact === 0n ? 0 : exact > 0n ? 1 : -1);
        expect(statistics.sampleMean(0)).toBe(left.toNumber());
      }),
      { seed: 7_155_091, numRuns: 500 },
    );
  });
});

describe("squares", () => {
  test("are added exactly: .1² + .2² is 1/20, and .15² + .15² is 9/200", () => {
    const statistics = new DecimalStatistics(2);
    for (const reward of [0.1, 0.2]) statistics.record(0, reward);
    for (const reward of [0.15, 0.15]) statistics.record(1, reward);
    expect([0, 1].map((arm) => statistics.exactSquareSum(arm).toString())).toEqual(["1/20", "9/200"]);
    expect([...statistics.squareSums]).toEqual([0.05, 0.045]);
    expect(statistics.compareMeans(0, 1, 0)).toBe(0);
    expect(statistics.areAlike(0, 1)).toBe(false);
  });

  test("are the rewards where these are 0 or 1, and are forgotten with them", () => {
    const statistics = new CountStatistics(1);
    for (const reward of [1, 0, 1]) statistics.record(0, reward);
    expect([...statistics.squareSums]).toEqual([2]);
    const added = new ArmStatistics(1);
    for (const reward of [3, -2]) added.record(0, reward);
    expect([...added.squareSums]).toEqual([13]);
    added.set(0, 4, 2);
    expect([...added.squareSums]).toEqual([2]);
    added.clear();
    expect([...added.squareSums]).toEqual([0]);
  });
});
