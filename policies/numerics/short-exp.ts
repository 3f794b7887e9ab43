/** e^x for |x| ≤ 1/8, to a relative error of 5·2⁻⁵³: the series to x⁹/9!, with a short chain of dependent operations. */
export function shortExp(x: number): number {
  const square = x * x;
  const fourth = square * square;
  const low = 1 + x + square * (1 / 2 + x * (1 / 6));
  const high = 1 / 24 + x * (1 / 120) + square * (1 / 720 + x * (1 / 5040)) + fourth * (1 / 40_320 + x * (1 / 362_880));
  return low + fourth * high;
}

/** e^x for |x| ≤ 1/64, to a relative error of 4·2⁻⁵³: the series to x⁶/6!. */
export function tinyExp(x: number): number {
  const square = x * x;
  const high = 1 / 24 + x * (1 / 120) + square * (1 / 720);
  return 1 + x + square * (1 / 2 + x * (1 / 6) + square * high);
}
