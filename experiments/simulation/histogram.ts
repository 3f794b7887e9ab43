import { pow } from "../../policies/numerics/elementary.ts";

/**
 * A histogram: distinct values with their counts while there are few, then bins of about constant relative width. Values
 * may have any sign. Plain data, and a function of the values alone, in any order and grouping: histograms of parts merge to
 * the histogram of the whole.
 *
 * A bin's number is the leading bits of its doubles: exponent and six bits of the fraction. Every octave so has 64 bins of
 * equal width, and finding the bin of a value costs a shift. HdrHistogram: Tene (2012).
 */
export type Histogram = ExactHistogram | BinnedHistogram;

/** Distinct values in ascending order, at most MOST_VALUES, with their counts. */
export interface ExactHistogram {
  values: Float64Array;
  counts: Uint32Array;
}

/** Counts by bins of the absolute value, from the first bin that is not empty to the last one. */
export interface BinnedHistogram {
  /** The least and the largest value. */
  range: Float64Array;
  /** The number of values that are 0, or 2⁵⁰ times smaller than the largest absolute value, which bounds the memory. */
  zeros: number;
  negative: Bins;
  positive: Bins;
}

export interface Bins {
  /** Bin number of counts[0]. */
  first: number;
  counts: Uint32Array;
}

/** The number of values from `from` to `to`; a single value if the two are equal. */
export interface HistogramRow {
  from: number;
  to: number;
  count: number;
}

/** So many values with counts take the memory of the bins of three octaves, which hold most distributions. */
export const MOST_VALUES = 64;
const FRACTION_BITS = 6;
/** Bins of a factor of two. */
export const OCTAVE = 1 << FRACTION_BITS;
/** The other fraction bits in a double's high word, which holds 20. */
export const SHIFT = 20 - FRACTION_BITS;
/** Bins [a, b] with b/a ≤ 1 + 2⁻⁶: their harmonic mean is off by (b − a)/(a + b) at most. */
export const RELATIVE_ERROR = 1 / (pow(2, FRACTION_BITS + 1) + 1);
/** Bins that are kept below that of the largest absolute value. */
const SPAN = 50 * OCTAVE;

/** Index of the word of a double that holds its sign and exponent. */
export const HIGH_WORD = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
/** A high word without its sign. */
const MAGNITUDE = 0x7fffffff;

const oneDouble = new Float64Array(1);
const itsWords = new Uint32Array(oneDouble.buffer);

export function emptyHistogram(): Histogram {
  return { values: new Float64Array(0), counts: new Uint32Array(0) };
}

export function isExact(histogram: Histogram): histogram is ExactHistogram {
  return "values" in histogram;
}

/** The histogram of the values of both. Changes neither. */
export function mergedHistogram(one: Histogram, other: Histogram): Histogram {
  if (isExact(one) && isExact(other)) {
    const merged = mergedValues(one, other);
    return merged.values.length <= MOST_VALUES ? merged : binned(merged);
  }
  const [a, b] = [binned(one), binned(other)];
  return canonical({
    range: Float64Array.of(Math.min(a.range[0], b.range[0]), Math.max(a.range[1], b.range[1])),
    zeros: a.zeros + b.zeros,
    negative: mergedBins(a.negative, b.negative),
    positive: mergedBins(a.positive, b.positive),
  });
}

/** The rows in ascending order: single values, or bins cut at the least and the largest value. */
export function rowsOf(histogram: Histogram): HistogramRow[] {
  if (isExact(histogram)) {
    return Array.from(histogram.values, (value, i) => ({ from: value, to: value, count: histogram.counts[i] }));
  }
  const { range, zeros, negative, positive } = histogram;
  const [least, most] = range;
  const inside = (value: number) => Math.min(most, Math.max(least, value));
  const rows = (bins: Bins, sign: 1 | -1) =>
    Array.from(bins.counts, (count, i) => {
      const edges = [binStart(bins.first + i), binStart(bins.first + i + 1)].map((edge) => inside(sign * edge));
      return { from: Math.min(...edges), to: Math.max(...edges), count };
    });
  const all = [
    ...rows(negative, -1).toReversed(),
    { from: inside(0), to: inside(0), count: zeros },
    ...rows(positive, 1),
  ];
  return all.filter(({ count }) => count > 0);
}

/**
 * The values of rank ⌈q·n⌉: exact if the histogram holds values, else the middle of their bins, which is right to
 * RELATIVE_ERROR and lies between the least and the largest value (a value that counts as 0 is off by 2⁻⁵⁰ of the largest).
 *
 * @param levels ascending q in [0, 1]
 * @returns NaN at every level if the histogram is empty
 */
export function quantiles(histogram: Histogram, levels: readonly number[]): number[] {
  const rows = rowsOf(histogram);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  let row = -1;
  let below = 0;
  return levels.map((level) => {
    const rank = Math.max(1, Math.ceil(level * total));
    while (below < rank && row < rows.length - 1) below += rows[++row].count;
    return row < 0 ? NaN : middle(rows[row]);
  });
}

/** A bound on the relative error of its quantiles. */
export function relativeErrorOf(histogram: Histogram): number {
  return isExact(histogram) ? 0 : RELATIVE_ERROR;
}

/** The bin of a value's magnitude. */
export function binOf(value: number): number {
  oneDouble[0] = value;
  return (itsWords[HIGH_WORD] & MAGNITUDE) >>> SHIFT;
}

/** The lowest bin that is kept with values from `least` to `most`. Below the first octave the width of bins is not relative. */
export function lowestBin(least: number, most: number): number {
  return Math.max(OCTAVE, binOf(Math.max(-least, most)) - SPAN);
}

/** Counts bins that are too low as zeros, and removes empty bins at the ends. */
export function canonical({ range, zeros, negative, positive }: BinnedHistogram): BinnedHistogram {
  const lowest = lowestBin(range[0], range[1]);
  return {
    range,
    zeros: zeros + countBelow(negative, lowest) + countBelow(positive, lowest),
    negative: filledFrom(negative, lowest),
    positive: filledFrom(positive, lowest),
  };
}

export function countBelow({ first, counts }: Bins, lowest: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length && first + i < lowest; i++) sum += counts[i];
  return sum;
}

function filledFrom({ first, counts }: Bins, lowest: number): Bins {
  let [from, to] = [Math.min(counts.length, Math.max(0, lowest - first)), counts.length];
  while (to > from && counts[to - 1] === 0) to--;
  while (from < to && counts[from] === 0) from++;
  return from === to
    ? { first: 0, counts: new Uint32Array(0) }
    : { first: first + from, counts: counts.subarray(from, to) };
}

function mergedBins(one: Bins, other: Bins): Bins {
  if (one.counts.length === 0) return other;
  if (other.counts.length === 0) return one;
  const first = Math.min(one.first, other.first);
  const end = Math.max(one.first + one.counts.length, other.first + other.counts.length);
  const counts = new Uint32Array(end - first);
  counts.set(one.counts, one.first - first);
  other.counts.forEach((count, i) => (counts[other.first - first + i] += count));
  return { first, counts };
}

function mergedValues(one: ExactHistogram, other: ExactHistogram): ExactHistogram {
  const values = new Float64Array(one.values.length + other.values.length);
  const counts = new Uint32Array(values.length);
  let [i, j, length] = [0, 0, 0];
  for (; i < one.values.length || j < other.values.length; length++) {
    const value = Math.min(one.values[i] ?? Infinity, other.values[j] ?? Infinity);
    values[length] = value;
    if (one.values[i] === value) counts[length] += one.counts[i++];
    if (other.values[j] === value) counts[length] += other.counts[j++];
  }
  return { values: values.slice(0, length), counts: counts.slice(0, length) };
}

/** The same values by bins. */
function binned(histogram: Histogram): BinnedHistogram {
  if (!isExact(histogram)) return histogram;
  const { values, counts } = histogram;
  if (values.length === 0) {
    const none = { first: 0, counts: new Uint32Array(0) };
    return { range: Float64Array.of(Infinity, -Infinity), zeros: 0, negative: none, positive: none };
  }
  const range = Float64Array.of(values[0], values[values.length - 1]);
  const lowest = lowestBin(range[0], range[1]);
  const bins = Array.from(values, binOf);
  const signed = (sign: 1 | -1): Bins => {
    const own = bins.flatMap((bin, i) => (bin >= lowest && sign * values[i] > 0 ? [{ bin, count: counts[i] }] : []));
    if (own.length === 0) return { first: 0, counts: new Uint32Array(0) };
    const first = Math.min(own[0].bin, own[own.length - 1].bin);
    const filled = new Uint32Array(Math.max(own[0].bin, own[own.length - 1].bin) - first + 1);
    for (const { bin, count } of own) filled[bin - first] += count;
    return { first, counts: filled };
  };
  const zeros = bins.reduce((sum, bin, i) => (bin < lowest ? sum + counts[i] : sum), 0);
  return { range, zeros, negative: signed(-1), positive: signed(1) };
}

/** The least value of a bin. */
function binStart(bin: number): number {
  itsWords[HIGH_WORD] = bin << SHIFT;
  itsWords[1 - HIGH_WORD] = 0;
  return oneDouble[0];
}

/** The value within RELATIVE_ERROR of all values of a row: the harmonic mean of its ends. */
function middle({ from, to }: HistogramRow): number {
  return from === to ? from : 2 / (1 / from + 1 / to);
}
