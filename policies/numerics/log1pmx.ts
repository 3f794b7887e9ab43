import { log1p } from "./elementary.ts";

/**
 * ln(1 + r) − r, without the cancellation that the two would suffer for small r: relative error about 10⁻¹⁵.
 *
 * For |r| ≤ 0.2 with q = r/(2 + r): ln(1 + r) = 2(q + q³/3 + q⁵/5 + …) and r = 2q/(1 − q), so that the terms linear in q
 * cancel exactly; eleven terms.
 *
 * @param r greater than −1
 */
export function log1pmx(r: number): number {
  if (Math.abs(r) > 0.2) return log1p(r) - r;
  const q = r / (2 + r);
  const square = q * q;
  let series = 0;
  for (let k = 21; k >= 3; k -= 2) series = series * square + 1 / k;
  return 2 * q * square * series - r * q;
}
