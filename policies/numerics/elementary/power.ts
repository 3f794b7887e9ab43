import { productError } from "../two-product.ts";
import { exponentialOf } from "./exponential.ts";
import { upperWord } from "./logarithm.ts";
import { LN2_HIGH, LN2_LOW, logarithmTable, LOWEST_WORD } from "./logarithm-table.ts";
import { POWER_ZERO, powersOfTwo } from "./powers-of-two.ts";

/** Adding and subtracting it rounds to a multiple of 2⁻³⁹. */
const SPLITTER = 1.5 * 2 ** 13;
/** Beyond it every base but ±1 gives 0 or ∞. */
const LARGEST_EXPONENT = 2 ** 65;

/**
 * x^y to 0.55 units in the last place (0.8 where the result is subnormal), so exact where the result is a double; special
 * values as ECMAScript has them. Some 25 ns.
 *
 * y = 1 and y = 2 give x and x·x.
 */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 0) return 1;
  if (y === 1) return x;
  if (x > 0 && x < Infinity && Math.abs(y) <= LARGEST_EXPONENT) return positivePower(x, y);
  if (!(x === x && y === y)) return NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Infinity && size === 1) return NaN;
  const isWhole = Math.floor(y) === y;
  if (x < 0 && size < Infinity && !isWhole) return NaN;
  // A remainder of doubles is exact.
  const sign = (x < 0 || Object.is(x, -0)) && Math.abs(y % 2) === 1 ? -1 : 1;
  if (size === 1) return sign;
  if (size === 0 || size === Infinity || Math.abs(y) > LARGEST_EXPONENT)
    return sign * (size > 1 === y > 0 ? Infinity : 0);
  return sign * positivePower(size, y);
}

/**
 * e^(y·ln x) for finite x > 0. ln x is a sum of two doubles, right to 2⁻⁶⁷ of itself, since a product of up to 745 makes
 * an absolute error of a relative one, as many times as large. As log, but with r²/2 as a sum of two doubles as well.
 */
function positivePower(x: number, y: number): number {
  const isSubnormal = x < 2 ** -1022;
  const base = isSubnormal ? x * 2 ** 54 : x;
  const above = upperWord(base) - LOWEST_WORD;
  const exponent = above >> 20;
  const entry = (above >> 11) & 0x1fc;
  const z = base * powersOfTwo[POWER_ZERO - exponent];
  const main = z + SPLITTER - SPLITTER;
  const inverse = logarithmTable[entry];
  const first = main * inverse - 1;
  const rest = (z - main) * inverse;
  const r = first + rest;
  const k = isSubnormal ? exponent - 54 : exponent;
  const large = k * LN2_HIGH + logarithmTable[entry + 1];
  const sum = large + r;
  const square = r * r;
  const bend = -0.5 * square;
  const bent = sum + bend;
  const cubic = r * square * (1 / 3 - r * (1 / 4) + square * (1 / 5 - r * (1 / 6) + square * (1 / 7 - r * (1 / 8))));
  // What rounding left of r, of the two sums, and of the square.
  const left = first - r + rest;
  const lost = large - sum + r + (sum - bent + bend) - (0.5 * productError(r, r) + r * left);
  const small = lost + (left + (k * LN2_LOW + logarithmTable[entry + 2]) + cubic);
  const high = bent + small;
  const low = bent - high + small;
  const product = y * high;
  if (product > 710) return Infinity;
  return product < -746 ? 0 : exponentialOf(product, productError(y, high) + y * low, 0);
}
