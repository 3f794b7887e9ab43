import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArmStatistics } from "./statistics.ts";

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
