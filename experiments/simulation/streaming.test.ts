import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logCheckpoints } from "./checkpoints.ts";
import {
  addValues,
  emptyLogHistogram,
  filledBins,
  mergeLogHistograms,
  quantile,
  RELATIVE_ERROR,
} from "./log-histogram.ts";
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

describe("the log-binned histogram", () => {
  const histogramOf = (numbers: number[]) => {
    const histogram = emptyLogHistogram();
    for (const value of numbers) addValues([histogram], Float64Array.of(value), 1e6);
    return histogram;
  };

  test("gives quantiles to its relative error", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, q) => {
        const exact = numbers.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * numbers.length)) - 1];
        const allowed = exact > 1e6 * 1e-15 ? RELATIVE_ERROR * exact * (1 + 1e-9) : exact;
        expect(Math.abs(quantile(histogramOf(numbers), q) - exact)).toBeLessThanOrEqual(allowed);
      }),
      { seed, numRuns: 500 },
    );
  });

  test("merges exactly, in any order", () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [ab, ba] = [histogramOf(first), histogramOf(second)];
        mergeLogHistograms(ab, histogramOf(second));
        mergeLogHistograms(ba, histogramOf(first));
        expect(filledBins(ab)).toEqual(filledBins(ba));
        expect(filledBins(ab)).toEqual(filledBins(histogramOf([...first, ...second])));
      }),
      { seed, numRuns: 200 },
    );
  });
});
