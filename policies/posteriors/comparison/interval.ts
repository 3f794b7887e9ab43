/** The posterior probability of every interval. */
export const INTERVAL_LEVEL = 0.95;
/** The probability of either tail. */
export const TAIL = 0.025;
/** Φ⁻¹(0.975). */
export const NORMAL_QUANTILE = 1.959963984540054;

/** Equal-tailed: either side has the probability of `TAIL`. */
export interface Interval {
  lower: number;
  upper: number;
}

/** A compared quantity: median, equal-tailed interval and mean. */
export interface Estimate extends Interval {
  median: number;
  /** Undefined where it does not exist. */
  mean?: number;
}
