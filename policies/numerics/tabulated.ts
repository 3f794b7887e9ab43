import { log } from "./elementary.ts";

/** Entries of a table: 512 kB, which fit a core's own cache. */
const SIZE = 1 << 16;

/** A positive function of the whole numbers from 1 on, kept for the first 65 535: a look-up instead of roots and logarithms. */
function tabulated(compute: (n: number) => number): (n: number) => number {
  const table = new Float64Array(SIZE);
  return (n) => {
    if (n >= SIZE) return compute(n);
    const known = table[n];
    if (known > 0) return known;
    return (table[n] = compute(n));
  };
}

/** 1/√n. */
export const inverseRoot = tabulated((n) => 1 / Math.sqrt(n));

/** √(ln n), for n ≥ 1. */
export const rootLog = tabulated((n) => Math.sqrt(log(n)));

/** ln n, for n ≥ 1. */
export const wholeLog = tabulated((n) => log(n));
