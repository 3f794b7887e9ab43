import { factorials } from "./factorials.ts";

/** π/2 and what rounding left of it. */
const HALF_PI = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;

/**
 * sin x to 0.8 units in the last place for |x| ≤ π/2, the only range the core uses; −0 gives −0.
 *
 * Taylor's series up to π/4, and that of cos(π/2 − |x|) beyond, with π/2 − |x| as a sum of two doubles.
 *
 * @throws RangeError beyond π/2: arguments are not reduced
 */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (!(size <= HALF_PI)) throw new RangeError(`sin takes arguments in [−π/2, π/2], got ${x}`);
  if (size <= Math.PI / 4) {
    const square = x * x;
    return x === 0 ? x : x + x * square * series(square, 17);
  }
  const left = HALF_PI - size;
  const square = left * left;
  const half = 0.5 * square;
  const most = 1 - half;
  const value = most + (1 - most - half + (square * square * series(square, 16) - left * HALF_PI_LOW));
  return x < 0 ? -value : value;
}

/** The terms of Taylor's series from the third-lowest power on: −1/3! + s/5! − …, or 1/4! − s/6! + …, up to 1/last!. */
function series(s: number, last: number): number {
  let sum = 0;
  for (let k = last; k >= 3; k -= 2) sum = sum * s + ((k & 2) === 0 ? 1 : -1) / factorials[k];
  return sum;
}
