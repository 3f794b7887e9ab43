/** For each pull and arm, where the bound is found by products of matrices. */
const PRODUCT_NANOSECONDS = 1000;
/** Products are formed up to so many K² for each pull. */
const MOST_PRODUCTS = 4e7;
/** In how many pulls the bounds that are found without products become rare. */
const RARE_AFTER = 900;

/**
 * Nanoseconds for the error bound of a law after so many pulls, by `PreciseRecursion`. How often products are needed depends
 * on the rewards: seldom for few pulls, and earliest for about ten arms. Measured for 2 to 100 arms.
 */
export function boundNanoseconds(armCount: number, pulls: number): number {
  if (armCount * armCount * pulls > MOST_PRODUCTS) return 0;
  const first = 200 + 7 * armCount + 1000 / armCount;
  const share = Math.min(1, Math.max(0, (pulls - first) / RARE_AFTER));
  return share * pulls * armCount * PRODUCT_NANOSECONDS;
}
