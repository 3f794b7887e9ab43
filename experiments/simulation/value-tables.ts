import { type ExactHistogram, MOST_VALUES } from "./histogram.ts";

/** A table is at most an eighth full, so that few values need another slot. */
const SLOTS = 8 * MOST_VALUES;
/** Shift that leaves the leading bits of a word, which number a slot. */
const SLOT_SHIFT = Math.clz32(SLOTS) + 1;

/**
 * Distinct values with their counts, at most MOST_VALUES at each of many places: hash tables by linear probing, in which
 * counting a known value costs some nanoseconds. The result of `histogram` does not depend on the order of values.
 */
export class ValueTables {
  /** Row by row, a slot for each hash: 0 if empty, else one more than the place in the row of values. */
  readonly #slots: Uint8Array;
  /** Row by row, in order of arrival. */
  readonly #values: Float64Array;
  readonly #counts: Uint32Array;
  readonly #sizes: Uint8Array;

  constructor(length: number) {
    this.#slots = new Uint8Array(length * SLOTS);
    this.#values = new Float64Array(length * MOST_VALUES);
    this.#counts = new Uint32Array(length * MOST_VALUES);
    this.#sizes = new Uint8Array(length);
  }

  /**
   * @param value not −0, whose bits differ from those of 0
   * @param high the word of its bits with the exponent
   * @param low the other word
   * @returns false, without counting, if it would be one value too many
   * @throws RangeError on NaN
   */
  add(row: number, value: number, high: number, low: number): boolean {
    const slots = this.#slots;
    const values = this.#values;
    const first = row * MOST_VALUES - 1;
    let slot = Math.imul(high ^ Math.imul(low, 0x85ebca6b), 0x9e3779b1) >>> SLOT_SHIFT;
    for (;;) {
      const known = slots[row * SLOTS + slot];
      if (known === 0) return this.#insert(row, row * SLOTS + slot, value);
      if (values[first + known] === value) {
        this.#counts[first + known]++;
        return true;
      }
      slot = (slot + 1) % SLOTS;
    }
  }

  #insert(row: number, slot: number, value: number): boolean {
    if (Number.isNaN(value)) throw new RangeError("a measure must be a number, got NaN");
    const size = this.#sizes[row];
    if (size === MOST_VALUES) return false;
    this.#values[row * MOST_VALUES + size] = value;
    this.#counts[row * MOST_VALUES + size] = 1;
    this.#slots[slot] = this.#sizes[row] = size + 1;
    return true;
  }

  /** Views of the values of a row and of their counts, in order of arrival. */
  unsorted(row: number): ExactHistogram {
    const [from, to] = [row * MOST_VALUES, row * MOST_VALUES + this.#sizes[row]];
    return { values: this.#values.subarray(from, to), counts: this.#counts.subarray(from, to) };
  }

  histogram(row: number): ExactHistogram {
    const unsorted = this.unsorted(row);
    const values = unsorted.values.toSorted();
    return { values, counts: Uint32Array.from(values, (value) => unsorted.counts[unsorted.values.indexOf(value)]) };
  }
}
