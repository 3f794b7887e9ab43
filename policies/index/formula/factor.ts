import { PULLS, type Tape } from "./tape.ts";

/** How many values are computed at once, and how many are kept at most: 512 kB, which fit a core's own cache. */
const FEW = 1 << 11;
const MOST = 1 << 16;

/**
 * A factor of an index mean + C·W, as a function of the pulls of all arms or of one arm. Values at the whole numbers
 * from 1 on are kept, since pulls rise by small steps. The value at a number far beyond the others is computed and not
 * kept.
 */
export class Factor {
  /** The known values, by number. A place holds 0 only if the value is exactly 0. */
  values = new Float64Array(1);
  /** The largest value so far, and the largest error. */
  largest = 0;
  largestError = 0;
  readonly #tape: Tape;
  readonly #of: "all arms" | "an arm";

  constructor(tape: Tape, of: "all arms" | "an arm") {
    this.#tape = tape;
    this.#of = of;
  }

  at(pulls: number): number {
    const known = this.values;
    if (pulls < known.length) return known[pulls];
    if (pulls >= Math.min(MOST, Math.max(FEW, 2 * known.length))) return this.#compute(pulls);
    let length = 64;
    while (length <= pulls) length *= 2;
    this.values = new Float64Array(length);
    this.values.set(known);
    for (let n = known.length; n < length; n++) this.values[n] = this.#compute(n);
    return this.values[pulls];
  }

  #compute(pulls: number): number {
    const { values, errors, result } = this.#tape;
    if (this.#of === "an arm") values[PULLS] = pulls;
    else this.#tape.setClock(pulls);
    this.#tape.evaluate();
    this.largest = Math.max(this.largest, values[result]);
    this.largestError = Math.max(this.largestError, errors[result]);
    return values[result] === 0 && errors[result] > 0 ? Number.MIN_VALUE : values[result];
  }
}

/** A bound on the error of a product of two factors, at the numbers so far. */
export function errorOfProduct(one: Factor, other: Factor): number {
  return one.largest * other.largestError + one.largestError * (other.largest + other.largestError);
}
