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

  test("of every power of two has the bin that begins with it and is a 64th as wide", () => {
    const powers = Array.from({ length: 70 }, (_, i) => 2 ** (i - 49));
    const histogram = histogramOf(powers.filter((power) => power > 1e6 * 1e-15));
    const expected = powers.filter((power) => power > 1e6 * 1e-15).map((power) => [power, power * (1 + 1 / 64), 1]);
    expect(filledBins(histogram)).toEqual(expected);
  });

  test("puts both ends of a bin where they belong", () => {
    for (const start of [1, 1.5, 1 + 63 / 64, 1024, 0.75]) {
      const width = 2 ** Math.floor(Math.log2(start)) / 64;
      const below = start * (1 - 2 ** -53);
      const inside = start + width * (1 - 2 ** -40);
      const bins = filledBins(histogramOf([inside, below, start, start + width]));
      expect(bins.map(([, , count]) => count)).toEqual([1, 2, 1]);
      expect(bins[1].slice(0, 2)).toEqual([start, start + width]);
      expect(bins[0][1]).toBe(start);
      expect(bins[2][0]).toBe(start + width);
    }
  });

  test("counts as zero what is 10⁻¹⁵ of the scale or less, also what rounding has put below 0, and nothing else", () => {
    expect(filledBins(histogramOf([0, -1e-12, 1e-9, -0]))).toEqual([[0, 0, 4]]);
    expect(filledBins(histogramOf([1.0001e-9]))[0][2]).toBe(1);
    expect(filledBins(histogramOf([1.0001e-9]))[0][0]).toBeGreaterThan(0);
  });

  test("takes each value of a series for the histogram of its own place", () => {
    const histograms = [emptyLogHistogram(), emptyLogHistogram(), emptyLogHistogram()];
    const series = new Float64Array(5);
    series.set([9, 1, 0, 256, 9]);
    addValues(histograms, series.subarray(1, 4), 1e6);
    expect(histograms.map(filledBins)).toEqual([[[1, 1 + 1 / 64, 1]], [[0, 0, 1]], [[256, 260, 1]]]);
  });
});
