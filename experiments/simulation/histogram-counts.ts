import {
  type Bins,
  canonical,
  countBelow,
  type Histogram,
  HIGH_WORD,
  lowestBin,
  MAGNITUDE,
  OCTAVE,
  SHIFT,
} from "./histogram.ts";
import { ValueTables } from "./value-tables.ts";

/**
 * Counts the values of series, each at its own place: the histograms of a block while it runs. A value takes some
 * nanoseconds, and no histogram grows beyond 2·50 octaves of bins.
 */
export class HistogramCounts {
  readonly #tables: ValueTables;
  /** 1 where there are too many values by now, which are then counted in bins. */
  readonly #isBinned: Uint8Array;
  #binnedCount = 0;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #zeros: Float64Array;
  readonly #negative: Bins[];
  readonly #positive: Bins[];

  constructor(length: number) {
    const noBins = () => Array.from({ length }, (): Bins => ({ first: 0, counts: new Uint32Array(0) }));
    this.#tables = new ValueTables(length);
    this.#isBinned = new Uint8Array(length);
    this.#least = new Float64Array(length).fill(Infinity);
    this.#most = new Float64Array(length).fill(-Infinity);
    this.#zeros = new Float64Array(length);
    this.#negative = noBins();
    this.#positive = noBins();
  }

  /**
   * Takes in one replication's series.
   *
   * @throws RangeError where it holds NaN
   */
  add(series: Float64Array): void {
    const words = new Uint32Array(series.buffer, series.byteOffset, 2 * series.length);
    if (this.#binnedCount < series.length) this.#addToTables(series, words);
    if (this.#binnedCount > 0) this.#addToBins(series, words);
  }

  #addToTables(series: Float64Array, words: Uint32Array): void {
    const tables = this.#tables;
    const isBinned = this.#isBinned;
    for (let i = 0; i < series.length; i++) {
      if (isBinned[i] === 1) continue;
      // −0 becomes 0, so that equal values have equal bits.
      const value = series[i] + 0;
      const high = value === 0 ? 0 : words[2 * i + HIGH_WORD];
      if (!tables.add(i, value, high, words[2 * i + 1 - HIGH_WORD])) this.#toBins(i);
    }
  }

  #addToBins(series: Float64Array, words: Uint32Array): void {
    const isBinned = this.#isBinned;
    const least = this.#least;
    const most = this.#most;
    const negative = this.#negative;
    const positive = this.#positive;
    for (let i = 0; i < series.length; i++) {
      if (isBinned[i] === 0) continue;
      const value = series[i] + 0;
      if (value < least[i]) least[i] = value;
      if (value > most[i]) most[i] = value;
      const bin = (words[2 * i + HIGH_WORD] & MAGNITUDE) >>> SHIFT;
      const bins = value < 0 ? negative[i] : positive[i];
      const place = bin - bins.first;
      if (place >= 0 && place < bins.counts.length) bins.counts[place]++;
      else this.#countOutside(i, bins, bin, 1);
    }
  }

  /** The histograms so far, as plain data of their own. */
  histograms(): Histogram[] {
    return Array.from(this.#isBinned, (isBinned, i) => (isBinned ? this.#binned(i) : this.#tables.histogram(i)));
  }

  #binned(i: number): Histogram {
    const [negative, positive, zeros] = [this.#negative[i], this.#positive[i], this.#zeros[i]];
    return canonical({ range: this.#rangeOf(i), zeros, negative, positive });
  }

  #rangeOf(i: number): Float64Array {
    return Float64Array.of(this.#least[i], this.#most[i]);
  }

  #toBins(i: number): void {
    const { values, counts } = this.#tables.histogram(i);
    this.#isBinned[i] = 1;
    this.#binnedCount++;
    this.#least[i] = values[0];
    this.#most[i] = values.at(-1)!;
    const words = new Uint32Array(values.buffer);
    values.forEach((value, each) => {
      const bin = (words[2 * each + HIGH_WORD] & MAGNITUDE) >>> SHIFT;
      this.#countOutside(i, value < 0 ? this.#negative[i] : this.#positive[i], bin, counts[each]);
    });
  }

  /** Counts a value whose bin may not be there. */
  #countOutside(i: number, bins: Bins, bin: number, count: number): void {
    if (bin < OCTAVE || bin < lowestBin(this.#rangeOf(i))) this.#zeros[i] += count;
    else {
      this.#zeros[i] += cover(bins, bin, lowestBin(this.#rangeOf(i)));
      bins.counts[bin - bins.first] += count;
    }
  }
}

/**
 * Widens the range of bins to include one, by an octave at least so that it is rarely done, and drops what is too low.
 *
 * @returns how many values were dropped
 */
function cover(bins: Bins, bin: number, lowest: number): number {
  const { first, counts } = bins;
  if (bin >= first && bin < first + counts.length) return 0;
  const [from, to] =
    counts.length === 0 ? [bin, bin] : [Math.min(bin, first), Math.max(bin, first + counts.length - 1)];
  const start = Math.floor(Math.max(from, lowest) / OCTAVE) * OCTAVE;
  const wider = new Uint32Array(Math.ceil((to + 1) / OCTAVE) * OCTAVE - start);
  const dropped = countBelow(bins, start);
  wider.set(counts.subarray(Math.max(0, start - first)), Math.max(0, first - start));
  bins.first = start;
  bins.counts = wider;
  return dropped;
}
