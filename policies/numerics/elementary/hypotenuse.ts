import { productError } from "../two-product.ts";

/**
 * √(x² + y²) to 0.51 units in the last place (0.76 where it is subnormal), for every pair of doubles; ∞ where one of them
 * is infinite, else NaN where one is NaN.
 *
 * One step of Newton's method from the rounded root, with the error of the root's square exact: h + (x² + y² − h²)/2h.
 *
 * Borges (2020), Algorithm 1014: An improved algorithm for hypot(x,y).
 */
export function hypot(x: number, y: number): number {
  const larger = Math.max(Math.abs(x), Math.abs(y));
  const smaller = Math.min(Math.abs(x), Math.abs(y));
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (smaller < larger * 2 ** -54) return larger;
  // Squares neither overflow nor lose digits to subnormal numbers.
  if (larger > 2 ** 500) return corrected(larger * 2 ** -600, smaller * 2 ** -600) * 2 ** 600;
  if (larger < 2 ** -400) return corrected(larger * 2 ** 600, smaller * 2 ** 600) * 2 ** -600;
  return corrected(larger, smaller);
}

function corrected(x: number, y: number): number {
  const [xx, yy] = [x * x, y * y];
  const h = Math.sqrt(xx + yy);
  if (!(h > 0)) return h;
  const hh = h * h;
  const difference = xx - hh + yy + (productError(x, x) + productError(y, y) - productError(h, h));
  return h + difference / (2 * h);
}
