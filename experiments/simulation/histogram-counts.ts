import {
  binOf,
  type Bins,
  canonical,
  countBelow,
  type Histogram,
  HIGH_WORD,
  lowestBin,
  OCTAVE,
  SHIFT,
} from "./histogram.ts";
import { ValueTables } from "./value-tables.ts";

const NO_COUNTS = new Uint32Array(0);
/** Replications that are counted together, place by place, so that the data of a place are loaded once for all of them. */
const LOT = 16;

/**
 * The histograms of a block while it runs: one for each place of a series. Counting a value takes some nanoseconds, and no
 * histogram grows beyond 2·50 octaves of bins.
 */
export class HistogramCounts {
  readonly #length: number;
  /** The last series, which have not been counted yet. */
  readonly #waiting: Float64Array;
  readonly #words: Uint32Array;
  #waitingRows = 0;
  readonly #tables: ValueTables;
  /** 1 at places with too many values for a table: these are counted in bins. */
  readonly #isBinned: Uint8Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #zeros: Float64Array;
  readonly #negative: Bins[];
  readonly #positive: Bins[];

  constructor(length: number) {
    const noBins = () => Array.from({ length }, (): Bins => ({ first: 0, counts: NO_COUNTS }));
    this.#length = length;
    this.#waiting = new Float64Array(length * LOT);
    this.#words = new Uint32Array(this.#waiting.buffer);
    this.#tables = new ValueTables(length);
    this.#isBinned = new Uint8Array(length);
    this.#least = new Float64Array(length).fill(Infinity);
    this.#most = new Float64Array(length).fill(-Infinity);
    this.#zeros = new Float64Array(length);
    this.#negative = noBins();
    this.#positive = noBins();
  }

  /**
   * Adds the series of one replication.
   *
   * @throws RangeError if a series holds NaN, up to some series later
   */
  add(series: Float64Array): void {
    this.#waiting.set(series, this.#waitingRows * this.#length);
    if (++this.#waitingRows === LOT) this.#count();
  }

  /** The histograms at the end of the block. They may share memory with this object. */
  histograms(): Histogram[] {
    this.#count();
    return Array.from(this.#isBinned, (isBinned, i) => (isBinned ? this.#binned(i) : this.#tables.histogram(i)));
  }

  #binned(i: number): Histogram {
    const range = Float64Array.of(this.#least[i], this.#most[i]);
    return canonical({ range, zeros: this.#zeros[i], negative: this.#negative[i], positive: this.#positive[i] });
  }

  #count(): void {
    for (let i = 0; i < this.#length; i++) {
      const from = this.#isBinned[i] === 1 ? 0 : this.#addToTable(i);
      if (from < this.#waitingRows) this.#addToBins(i, from);
    }
    this.#waitingRows = 0;
  }

  /** @returns the number of waiting rows that it added, before one value too many */
  #addToTable(i: number): number {
    const waiting = this.#waiting;
    const words = this.#words;
    const rows = this.#waitingRows;
    for (let row = 0; row < rows; row++) {
      const at = row * this.#length + i;
      // −0 becomes 0, so that equal values have equal bits.
      const value = waiting[at] + 0;
      const high = value === 0 ? 0 : words[2 * at + HIGH_WORD];
      if (this.#tables.add(i, value, high, words[2 * at + 1 - HIGH_WORD])) continue;
      this.#toBins(i);
      return row;
    }
    return rows;
  }

  #addToBins(i: number, fromRow: number): void {
    const waiting = this.#waiting;
    const words = this.#words;
    const end = this.#waitingRows * this.#length;
    const bins = this.#positive[i];
    let { first, counts } = bins;
    let least = this.#least[i];
    let most = this.#most[i];
    let zeros = 0;
    for (let at = fromRow * this.#length + i; at < end; at += this.#length) {
      const value = waiting[at] + 0;
      if (value < least) least = value;
      if (value > most) most = value;
      const place = (words[2 * at + HIGH_WORD] >>> SHIFT) - first;
      if (value > 0 && place >= 0 && place < counts.length) counts[place]++;
      else if (value === 0) zeros++;
      else {
        this.#least[i] = least;
        this.#most[i] = most;
        this.#countOutside(i, value, 1);
        ({ first, counts } = bins);
      }
    }
    this.#least[i] = least;
    this.#most[i] = most;
    this.#zeros[i] += zeros;
  }

  #toBins(i: number): void {
    const { values, counts } = this.#tables.unsorted(i);
    this.#isBinned[i] = 1;
    let [least, most] = [Infinity, -Infinity];
    for (let each = 0; each < values.length; each++) {
      if (values[each] < least) least = values[each];
      if (values[each] > most) most = values[each];
    }
    this.#least[i] = least;
    this.#most[i] = most;
    // The extremes first, so that bins are widened rarely.
    this.#countOutside(i, most, 0);
    this.#countOutside(i, least, 0);
    for (let each = 0; each < values.length; each++) this.#countOutside(i, values[each], counts[each]);
  }

  /** Counts a value whose bin may not be there. */
  #countOutside(i: number, value: number, count: number): void {
    const bins = value < 0 ? this.#negative[i] : this.#positive[i];
    const bin = binOf(value);
    const isKept = bin - bins.first >= 0 && bin - bins.first < bins.counts.length;
    const lowest = isKept ? 0 : lowestBin(this.#least[i], this.#most[i]);
    if (bin < lowest) this.#zeros[i] += count;
    else {
      if (!isKept) this.#zeros[i] += cover(bins, bin, lowest);
      bins.counts[bin - bins.first] += count;
    }
  }
}

/**
 * Widens the range of bins to include one more, by an octave or more so that this is rare, and drops bins that are too low.
 *
 * @returns the number of values in dropped bins
 */
function cover(bins: Bins, bin: number, lowest: number): number {
  const { first, counts } = bins;
  const isEmpty = counts.length === 0;
  const from = Math.max(lowest, isEmpty ? bin : Math.min(bin, first));
  const to = isEmpty ? bin : Math.max(bin, first + counts.length - 1);
  const start = from - (from % OCTAVE);
  const wider = new Uint32Array(to - (to % OCTAVE) + OCTAVE - start);
  const dropped = isEmpty || start <= first ? 0 : countBelow(bins, start);
  if (!isEmpty) wider.set(start <= first ? counts : counts.subarray(start - first), Math.max(0, first - start));
  bins.first = start;
  bins.counts = wider;
  return dropped;
}
