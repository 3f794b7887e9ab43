import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emptyHistogram,
  type Histogram,
  isExact,
  mergedHistogram,
  MOST_VALUES,
  quantiles,
  RELATIVE_ERROR,
  rowsOf,
} from "./histogram.ts";
import { HistogramCounts } from "./histogram-counts.ts";
import { simulate } from "../result/simulate.ts";

const seed = 777_182_818;

function histogramOf(numbers: readonly number[]): Histogram {
  const counts = new HistogramCounts(1);
  for (const value of numbers) counts.add(Float64Array.of(value));
  return counts.histograms()[0];
}

const lattice = fc.integer({ min: -40, max: 40 }).map((n) => n / 10);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Few values and many, of both signs, all sizes, and sums that are rounded. */
const multisets = fc.oneof(
  fc.array(fc.constantFrom(0, -0, 1, 0.1, -2.5), { maxLength: 200 }),
  fc.array(lattice, { minLength: 1, maxLength: 300 }),
  fc.array(finite, { minLength: 1, maxLength: 200 }),
  fc.array(fc.oneof(lattice, fc.double({ min: -1e6, max: 1e6, noNaN: true }), finite), { maxLength: 300 }),
);

describe("a histogram is a function of the values alone", () => {
  test("in any order, and however they are split and merged", () => {
    fc.assert(
      fc.property(multisets, fc.infiniteStream(fc.nat()), (numbers, choices) => {
        const choose = (count: number) => (choices.next().value as number) % count;
        const order = numbers.map((value) => [choose(1e6), value]).toSorted(([a], [b]) => a - b);
        const parts: number[][] = [[]];
        for (const [, value] of order) {
          if (choose(20) === 0) parts.push([]);
          parts.at(-1)!.push(value);
        }
        const merging = parts.map(histogramOf);
        while (merging.length > 1) {
          const [one] = merging.splice(choose(merging.length), 1);
          const at = choose(merging.length);
          merging[at] = mergedHistogram(merging[at], one);
        }
        expect(merging[0]).toEqual(histogramOf(numbers));
      }),
      { seed, numRuns: 1000 },
    );
  });

  test("merging leaves the parts as they were", () => {
    const parts = [[1, 2, 3], Array.from({ length: 100 }, (_, i) => i - 50), []].map(histogramOf);
    const before = structuredClone(parts);
    for (const one of parts) for (const other of parts) mergedHistogram(one, other);
    expect(parts).toEqual(before);
    expect(mergedHistogram(emptyHistogram(), parts[1])).toEqual(parts[1]);
  });
});

describe("few values are kept", () => {
  test("up to 64 distinct ones, in ascending order with their counts; 65 are in bins", () => {
    const values = Array.from({ length: MOST_VALUES }, (_, i) => (i * 37) % MOST_VALUES);
    const few = histogramOf([...values, 5, 5]);
    expect(rowsOf(few)).toEqual(
      Array.from({ length: MOST_VALUES }, (_, i) => ({ from: i, to: i, count: i === 5 ? 3 : 1 })),
    );
    expect(isExact(histogramOf([...values, 64]))).toBe(false);
    expect(isExact(mergedHistogram(few, histogramOf([64])))).toBe(false);
  });

  test("0 and −0 are one value", () => {
    const { values } = histogramOf([0, -0, -0]) as { values: Float64Array };
    expect([...values].map((value) => Object.is(value, 0))).toEqual([true]);
  });

  test("KL-UCB on means 0 and 1 has regret 1 in every run, and so are all its quantiles", () => {
    const { policies } = simulate({
      bandit: { kind: "bernoulli", means: [0, 1] },
      policies: [{ kind: "kl-ucb" }],
      horizon: 1000,
      replications: 200,
      seed: "one",
    });
    const { regret, finalRegret } = policies[0];
    expect(regret.quantiles.relativeError).toBe(0);
    expect(finalRegret.quantiles).toMatchObject({ values: [1, 1, 1, 1, 1], relativeError: 0 });
    expect(finalRegret.histogram).toEqual([{ from: 1, to: 1, count: 200 }]);
  });

  test("what is not a number is refused", () => {
    expect(() => histogramOf([1, NaN])).toThrow("got NaN");
  });
});

describe("quantiles", () => {
  test("are the values of rank ⌈q·n⌉, where there are few, and else right to the relative error", () => {
    fc.assert(
      fc.property(multisets, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, q) => {
        fc.pre(numbers.length > 0);
        const sorted = numbers.map((value) => value + 0).toSorted((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];
        const histogram = histogramOf(numbers);
        const [found] = quantiles(histogram, [q]);
        if (isExact(histogram)) expect(found).toBe(exact);
        const largest = Math.max(-sorted[0], sorted[sorted.length - 1]);
        const allowed = Math.max(RELATIVE_ERROR * Math.abs(exact) * (1 + 1e-9), largest * 2 ** -50, 2 ** -1022);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(allowed);
        expect(found >= sorted[0] && found <= sorted.at(-1)!).toBe(true);
      }),
      { seed, numRuns: 1000 },
    );
  });

  test("of negative values are those of the positive ones, mirrored", () => {
    const numbers = Array.from({ length: 500 }, (_, i) => (i * i) / 7 + 3);
    const [low, middle, high] = quantiles(histogramOf(numbers), [0.1001, 0.5001, 0.9001]);
    const mirrored = quantiles(histogramOf(numbers.map((value) => -value)), [0.0999, 0.4999, 0.8999]);
    expect(mirrored).toEqual([-high, -middle, -low]);
  });

  test("of nothing are no numbers", () => {
    expect(quantiles(emptyHistogram(), [0.5])).toEqual([NaN]);
  });
});

describe("bins", () => {
  /** So many values that they are in bins, of which only those of the first rows matter. */
  const inBins = (numbers: readonly number[]) =>
    histogramOf([...numbers, ...Array.from({ length: 65 }, (_, i) => 2 ** 20 + 2 ** 14 * i + 1)]);

  test("of a power of two begins with it and is a 64th as wide", () => {
    const powers = Array.from({ length: 48 }, (_, i) => 2 ** (i - 28));
    const rows = rowsOf(inBins([-4, ...powers]));
    expect(rows[0]).toEqual({ from: -4, to: -4, count: 1 });
    expect(rows.slice(1, 49)).toEqual(powers.map((power) => ({ from: power, to: power * (1 + 1 / 64), count: 1 })));
  });

  test("hold both ends where they belong, above zero and below", () => {
    for (const start of [1, 1.5, 1 + 63 / 64, 1024, 0.75]) {
      const width = 2 ** Math.floor(Math.log2(start)) / 64;
      const inner = [start * (1 - 2 ** -53), start, start + width * (1 - 2 ** -40), start + width];
      const [, below, here, above] = rowsOf(inBins([start / 2, ...inner]));
      expect([below.count, here.count, above.count]).toEqual([1, 2, 1]);
      expect([here.from, here.to, below.to, above.from]).toEqual([start, start + width, start, start + width]);
      const rows = rowsOf(inBins([-2 * start, ...inner.map((value) => -value)]));
      expect(rows.slice(1, 4).map(({ count }) => count)).toEqual([1, 2, 1]);
      expect([rows[2].from, rows[2].to]).toEqual([-start - width, -start]);
    }
  });

  test("are cut at the least and the largest value, and count every value once", () => {
    fc.assert(
      fc.property(multisets, (numbers) => {
        const rows = rowsOf(histogramOf(numbers));
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
        if (numbers.length === 0) return;
        const sorted = numbers.toSorted((a, b) => a - b);
        expect(rows[0].from + 0).toBe(sorted[0] + 0);
        expect(rows.at(-1)!.to + 0).toBe(sorted.at(-1)! + 0);
        rows.forEach(({ from, to }, i) => expect(from <= to && (i === 0 || from >= rows[i - 1].to)).toBe(true));
      }),
      { seed, numRuns: 300 },
    );
  });

  test("of values of all sizes take the memory of 50 octaves on either side at most", () => {
    const numbers = Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((i % 2000) - 1000));
    const histogram = histogramOf(numbers) as Exclude<Histogram, { values: unknown }>;
    expect(histogram.positive.counts.length).toBeLessThanOrEqual(50 * 64 + 1);
    expect(histogram.negative.counts.length).toBeLessThanOrEqual(50 * 64 + 1);
    expect(rowsOf(histogram).reduce((sum, { count }) => sum + count, 0)).toBe(4000);
  });

  test("take each value of a series for the histogram of its own place", () => {
    const counts = new HistogramCounts(3);
    const series = new Float64Array(5);
    for (let i = 0; i < 100; i++) {
      series.set([9, 1, i, -256, 9]);
      counts.add(series.subarray(1, 4));
    }
    const [one, many, negative] = counts.histograms();
    expect(rowsOf(one)).toEqual([{ from: 1, to: 1, count: 100 }]);
    expect(rowsOf(negative)).toEqual([{ from: -256, to: -256, count: 100 }]);
    expect(rowsOf(many)).toHaveLength(64 + 36);
  });
});
