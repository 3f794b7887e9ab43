import { pow } from "../../policies/numerics/elementary.ts";

/**
 * A histogram of non-negative values in bins of about constant relative width, as integer counts: it merges exactly in
 * any order, and quantiles read from it are right to RELATIVE_ERROR. Plain data, so that it crosses threads.
 *
 * A bin is named by the leading bits of its doubles, exponent and six bits of the fraction, so that every octave has 64
 * bins of equal width and a value's bin costs a shift. HdrHistogram: Tene (2012).
 */
export interface LogHistogram {
  zeros: number;
  /** Bin number of counts[0]. */
  first: number;
  counts: Uint32Array;
}

const FRACTION_BITS = 6;
/** What is left of the 20 fraction bits in a double's high word. */
const SHIFT = 20 - FRACTION_BITS;
/** Bins [a, b] with b/a ≤ 1 + 2⁻⁶: their harmonic mean is off by (b − a)/(a + b) at most. */
export const RELATIVE_ERROR = 1 / (pow(2, FRACTION_BITS + 1) + 1);
/** Values this factor below the largest possible one count as zero: it bounds the memory, whatever the gaps. */
const SMALLEST = 1e-15;

/** Which of the two words of a double holds its exponent. */
const HIGH_WORD = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

export function emptyLogHistogram(): LogHistogram {
  return { zeros: 0, first: 0, counts: new Uint32Array(0) };
}

/**
 * Takes a value for every histogram.
 *
 * @param scale the largest value that is to be expected, in the unit of the values
 */
export function addValues(histograms: readonly LogHistogram[], values: Float64Array, scale: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const smallest = scale * SMALLEST;
  for (let i = 0; i < values.length; i++) {
    const histogram = histograms[i];
    if (!(values[i] > smallest)) {
      histogram.zeros++;
      continue;
    }
    const bin = words[2 * i + HIGH_WORD] >>> SHIFT;
    let place = bin - histogram.first;
    if (place < 0 || place >= histogram.counts.length) {
      cover(histogram, bin, bin);
      place = bin - histogram.first;
    }
    histogram.counts[place]++;
  }
}

export function mergeLogHistograms(histogram: LogHistogram, other: LogHistogram): void {
  histogram.zeros += other.zeros;
  if (other.counts.length === 0) return;
  cover(histogram, other.first, other.first + other.counts.length - 1);
  for (let i = 0; i < other.counts.length; i++) histogram.counts[other.first + i - histogram.first] += other.counts[i];
}

/** The q-quantile: the middle of the bin in which the value of rank ⌈q·n⌉ lies. */
export function quantile({ zeros, first, counts }: LogHistogram, q: number): number {
  const total = counts.reduce((sum, count) => sum + count, zeros);
  const rank = Math.max(1, Math.ceil(q * total));
  let below = zeros;
  if (rank <= below) return 0;
  for (let i = 0; i < counts.length; i++) {
    below += counts[i];
    if (rank <= below) return binMiddle(first + i);
  }
  return NaN;
}

/** The filled bins in ascending order: [from, to, count], with [0, 0, count] for the zeros. */
export function filledBins({ zeros, first, counts }: LogHistogram): [number, number, number][] {
  const bins: [number, number, number][] = zeros > 0 ? [[0, 0, zeros]] : [];
  counts.forEach((count, i) => {
    if (count > 0) bins.push([binStart(first + i), binStart(first + i + 1), count]);
  });
  return bins;
}

/** The least value of a bin. */
function binStart(bin: number): number {
  const words = new Uint32Array(2);
  words[HIGH_WORD] = bin << SHIFT;
  return new Float64Array(words.buffer)[0];
}

/** The value within RELATIVE_ERROR of all values of a bin: the harmonic mean of its ends. */
function binMiddle(bin: number): number {
  const [start, end] = [binStart(bin), binStart(bin + 1)];
  return (2 * start * end) / (start + end);
}

/** Widens the range of bins to include [from, to], by an octave at least so that it is rarely done. */
function cover(histogram: LogHistogram, from: number, to: number): void {
  const { first, counts } = histogram;
  if (counts.length > 0 && from >= first && to < first + counts.length) return;
  const octave = 1 << FRACTION_BITS;
  const start = Math.floor((counts.length === 0 ? from : Math.min(from, first)) / octave) * octave;
  const end = Math.ceil((Math.max(to, counts.length === 0 ? to : first + counts.length - 1) + 1) / octave) * octave;
  const wider = new Uint32Array(end - start);
  wider.set(counts, counts.length === 0 ? 0 : first - start);
  histogram.first = start;
  histogram.counts = wider;
}
