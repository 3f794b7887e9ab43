import { unboxed } from "../numerics/unboxed.ts";

/** Values that are kept: 512 kB, which stay in a core's own cache. */
const MOST = 1 << 16;

/** A function of the whole numbers from 0 on that is slow to compute: up to 65 535 each value is computed once. */
export class KeptValues {
  readonly #compute: (n: number) => number;
  #values = new Float64Array(64).fill(NaN);

  constructor(compute: (n: number) => number) {
    this.#compute = compute;
  }

  at(n: number): number {
    if (n < this.#values.length) {
      const known = this.#values[n];
      if (!Number.isNaN(known)) return known;
    }
    return unboxed(this.#meet(n));
  }

  #meet(n: number): number {
    const value = this.#compute(n);
    if (n >= MOST) return value;
    if (n >= this.#values.length) {
      const grown = new Float64Array(Math.min(MOST, Math.max(n + 1, 2 * this.#values.length))).fill(NaN);
      grown.set(this.#values);
      this.#values = grown;
    }
    return (this.#values[n] = value);
  }
}
