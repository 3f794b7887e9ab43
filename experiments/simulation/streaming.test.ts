// Slow: places checkpoints on 300 random horizons.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpointsOf, linearCheckpoints, logCheckpoints } from "../spec/checkpoints.ts";
import { mergeMoments, SeriesSums, standardErrors } from "./moments.ts";

const seed = 777_182_818;
const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe("checkpoints", () => {
  test("are ascending integers from 1 to the horizon, no more than asked", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 2, max: 300 }), (horizon, count) => {
        const checkpoints = logCheckpoints(horizon, count);
        expect(checkpoints).toHaveLength(Math.min(horizon, count));
        expect(checkpoints[0]).toBe(1);
        expect(checkpoints.at(-1)).toBe(horizon);
        checkpoints.forEach((t, i) => expect(i === 0 || t > checkpoints[i - 1]).toBe(true));
      }),
      { seed, numRuns: 300 },
    );
  });

  test("if linear, are ascending integers to the horizon, no more than asked, each at its share of the horizon", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 2, max: 1000 }), (horizon, count) => {
        const checkpoints = linearCheckpoints(horizon, count);
        expect(checkpoints).toHaveLength(Math.min(horizon, count));
        expect(checkpoints.at(-1)).toBe(horizon);
        checkpoints.forEach((t, i) => {
          expect(Number.isInteger(t) && t > (checkpoints[i - 1] ?? 0)).toBe(true);
          expect(Math.abs(t - ((i + 1) * horizon) / checkpoints.length)).toBeLessThanOrEqual(0.5);
        });
      }),
      { seed, numRuns: 300 },
    );
    expect(linearCheckpoints(1000, 4)).toEqual([250, 500, 750, 1000]);
    expect(linearCheckpoints(5, 200)).toEqual([1, 2, 3, 4, 5]);
    expect(linearCheckpoints(10, 3)).toEqual([3, 7, 10]);
  });

  test("are those of the kind that a specification names", () => {
    expect(checkpointsOf({ horizon: 100, checkpoints: { kind: "linear", count: 4 } })).toEqual([25, 50, 75, 100]);
    expect(checkpointsOf({ horizon: 100, checkpoints: { kind: "log", count: 3 } })).toEqual([1, 10, 100]);
  });

  test("are evenly spaced in log t once integers allow it", () => {
    const checkpoints = logCheckpoints(1_000_000, 100).filter((t) => t > 1000);
    const ratios = checkpoints.slice(1).map((t, i) => t / checkpoints[i]);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.01);
  });
});

describe("moments", () => {
  const momentsOf = (numbers: number[]) => {
    const sums = new SeriesSums(1);
    for (const value of numbers) sums.add(Float64Array.of(value));
    return sums.moments();
  };

  test("merged parts have the mean and the standard error of the whole, by their definitions", () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [left, right] = [momentsOf(first), momentsOf(second)];
        mergeMoments(left, right);
        const all = [...first, ...second];
        const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
        const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1);
        expect(Math.abs(left.mean[0] - mean)).toBeLessThanOrEqual(1e-12 * (1 + mean));
        expect(Math.abs(standardErrors(left)[0]! - Math.sqrt(variance / all.length))).toBeLessThanOrEqual(1e-6);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe("sums of a series", () => {
  const sumsOf = (values: number[]) => {
    const sums = new SeriesSums(2);
    for (const value of values) sums.add(Float64Array.of(value, -value));
    return sums.moments();
  };

  test("measured from a first value that is √n standard deviations off keep n units of the squares", () => {
    // 10⁴ values of ±1 about 10⁶, of which the first is 10⁶ + 100: whole numbers, so that the law of small sums is exact.
    const count = 10_000;
    const values = [1e6 + 100, ...Array.from({ length: count - 1 }, (_, i) => 1e6 + (i % 2 === 0 ? 1 : -1))];
    const deviation = values.map((value) => value - 1e6);
    const sum = deviation.reduce((total, value) => total + value, 0);
    const squares = deviation.reduce((total, value) => total + value * value, 0) - (sum * sum) / count;
    const { mean, squares: found } = sumsOf(values);
    expect(mean[0]).toBeCloseTo(1e6 + sum / count, 9);
    expect(mean[1]).toBeCloseTo(-1e6 - sum / count, 9);
    for (const value of found) expect(Math.abs(value / squares - 1)).toBeLessThan(2 * count * 2 ** -53);
  });

  test("values at even and at odd places are summed apart, from the first value on", () => {
    // 1 + 2⁻⁵³ rounds to 1, so tiny values beside 1 are lost, and among themselves they are not.
    const tiny = 2 ** -53;
    const mean = (...deviations: number[]) => sumsOf([0, ...deviations]).mean[0] * (deviations.length + 1);
    expect(mean(1, 0, tiny, 0, tiny, 0, tiny)).toBe(1);
    expect(mean(1, tiny, 0, tiny, 0, 0, 0)).toBe(1 + 2 ** -52);
  });

  test("equal values have no spread at all, however large, and one value has none", () => {
    const equal = sumsOf(Array.from({ length: 1000 }, () => 1e15 / 3));
    expect([...equal.mean]).toEqual([1e15 / 3, -1e15 / 3]);
    expect([...equal.squares]).toEqual([0, 0]);
    expect(sumsOf([7])).toEqual({ count: 1, mean: Float64Array.of(7, -7), squares: Float64Array.of(0, 0) });
    expect(standardErrors(sumsOf([7]))).toEqual([null, null]);
    expect(sumsOf([])).toEqual({ count: 0, mean: new Float64Array(2), squares: new Float64Array(2) });
  });

  test("differences that were never added are zero, of as many as are said to be", () => {
    const sums = new SeriesSums(1);
    expect(sums.moments(5)).toEqual({ count: 5, mean: Float64Array.of(0), squares: Float64Array.of(0) });
    sums.addDifference(Float64Array.of(5), Float64Array.of(2));
    sums.addDifference(Float64Array.of(5), Float64Array.of(4));
    expect(sums.moments()).toEqual({ count: 2, mean: Float64Array.of(2), squares: Float64Array.of(2) });
  });
});
