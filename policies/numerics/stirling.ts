import { log1p } from "./elementary.ts";

/**
 * Stirling remainder of the log Gamma function.
 *
 *   s(x) = ln Γ(x) − ((x − ½)·ln x − x + ½·ln 2π)
 *
 * Ten terms of the asymptotic series from 10 up, the recurrence s(x) = s(x + 1) + (x + ½)·ln(1 + 1/x) − 1 below.
 * Absolute error about 2·10⁻¹⁶ for x ≥ 1 and 10⁻¹⁵ for x ≥ 10⁻³.
 *
 * @param x positive
 * @see Abramowitz & Stegun 6.1.41
 */
export function stirlingRemainder(x: number): number {
  const steps = x < 10 ? Math.ceil(10 - x) : 0;
  const top = x + steps;
  const square = 1 / (top * top);
  let series = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) series = series * square + SERIES[k];
  let sum = series / top;
  // The smallest terms first: the largest, of small x, is the last.
  for (let step = steps - 1; step >= 0; step--) sum += (x + step + 0.5) * log1p(1 / (x + step)) - 1;
  return sum;
}

/** B_{2k}/(2k(2k − 1)) for k = 1…10. */
const SERIES = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
  -174611 / 125400,
];
