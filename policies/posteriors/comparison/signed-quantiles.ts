import { comparisonQuantile } from "./comparison-quantile.ts";
import { type Interval, NORMAL_QUANTILE, TAIL } from "./interval.ts";

/** P(X > Y) with a bound on its error. */
export interface Beats {
  value: number;
  errorBound: number;
}

/** A way to compare two independent arms by a size, which is positive where the first exceeds the second. */
export interface Comparing<Arm> {
  /** P(larger exceeds smaller by more than size). */
  exceedance: (larger: Arm, smaller: Arm, size: number) => number;
  /** The largest size that is told from the end of the range. */
  most: number;
  /** The comparison where X exceeds Y by a size, which may be Infinity. */
  above: (size: number) => number;
  /** The comparison where Y exceeds X by a size. */
  below: (size: number) => number;
  /** Middle and width of a normal law near that of the comparison, for first guesses. */
  normal: (larger: Arm, smaller: Arm) => { centre: number; width: number };
  /** The size at a place of that law, and its derivative there. */
  sizeOf: (place: number) => number;
  slopeOf: (size: number) => number;
}

/** Median and equal-tailed 95% interval of a comparison of X with Y. */
export function signedQuantiles<Arm>(
  x: Arm,
  y: Arm,
  beats: Beats,
  comparing: Comparing<Arm>,
): Interval & { median: number } {
  const at = (upperTail: number, score: number) => signedQuantile(x, y, beats, comparing, { upperTail, score });
  return { median: at(0.5, 0), lower: at(1 - TAIL, -NORMAL_QUANTILE), upper: at(TAIL, NORMAL_QUANTILE) };
}

/** The value that is exceeded with probability `upperTail`: positive if X exceeds Y more often than that. */
function signedQuantile<Arm>(
  x: Arm,
  y: Arm,
  { value: beats, errorBound }: Beats,
  { exceedance, most, above, below, normal, sizeOf, slopeOf }: Comparing<Arm>,
  { upperTail, score }: { upperTail: number; score: number },
): number {
  if (Math.abs(beats - upperTail) <= errorBound) return 0;
  const isPositive = beats > upperTail;
  const [larger, smaller] = isPositive ? [x, y] : [y, x];
  const { centre, width } = normal(larger, smaller);
  // A guess of nothing is replaced by a small part of the width.
  const guess = Math.max(sizeOf(centre + (isPositive ? score : -score) * width), sizeOf(width / 16));
  const at = (size: number) => exceedance(larger, smaller, size);
  const tail = isPositive ? upperTail : 1 - upperTail;
  const size = comparisonQuantile({ at, most, guess, unit: slopeOf(guess) * width }, tail);
  return isPositive ? above(size) : below(size);
}
