/**
 * A histogram of non-negative values in bins of constant relative width, as integer counts: it merges exactly in any
 * order, and quantiles read from it are right to RELATIVE_ERROR. Plain data, so that it crosses threads.
 *
 * Bin i holds (γ^(i−1), γ^i] with γ = (1 + ε)/(1 − ε). DDSketch: Masson, Rim & Lee (2019).
 */
export interface LogHistogram {
  zeros: number;
  /** Bin number of counts[0]. */
  first: number;
  counts: Uint32Array;
}

export const RELATIVE_ERROR = 0.01;
const LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
/** Values this factor below the largest possible one count as zero: it bounds the memory, whatever the gaps. */
const SMALLEST = 1e-15;

export function emptyLogHistogram(): LogHistogram {
  return { zeros: 0, first: 0, counts: new Uint32Array(0) };
}

/** @param scale the largest value that is to be expected, in the unit of the values */
export function addValue(histogram: LogHistogram, value: number, scale: number): void {
  if (!(value > scale * SMALLEST)) histogram.zeros++;
  else {
    const bin = Math.ceil(Math.log(value) / LOG_GAMMA);
    cover(histogram, bin, bin);
    histogram.counts[bin - histogram.first]++;
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
    if (count > 0) bins.push([Math.exp((first + i - 1) * LOG_GAMMA), Math.exp((first + i) * LOG_GAMMA), count]);
  });
  return bins;
}

/** The value within RELATIVE_ERROR of all values of a bin: 2γ^i/(γ + 1) = γ^i·(1 − ε). */
function binMiddle(bin: number): number {
  return Math.exp(bin * LOG_GAMMA) * (1 - RELATIVE_ERROR);
}

/** Widens the range of bins to include [from, to]. */
function cover(histogram: LogHistogram, from: number, to: number): void {
  const { first, counts } = histogram;
  if (counts.length === 0) {
    histogram.first = from;
    histogram.counts = new Uint32Array(to - from + 1);
    return;
  }
  const last = first + counts.length - 1;
  if (from >= first && to <= last) return;
  const start = Math.min(from, first);
  const wider = new Uint32Array(Math.max(to, last) - start + 1);
  wider.set(counts, first - start);
  histogram.first = start;
  histogram.counts = wider;
}
