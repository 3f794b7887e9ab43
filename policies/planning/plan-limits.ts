/** The most states whose decision is kept, and the most states of one pull number whose value is kept: some 20 and 30 MB. */
const MOST_DECISIONS = 7e7;
const MOST_VALUES = 4e6;
/** The best arms of a state are a set, one bit an arm, in at most one byte. */
const MOST_ARMS = 8;

/**
 * The longest horizon for which `BayesOptimalPlan` has room: 200 pulls of two arms, 51 of three; 0 for more than eight.
 */
export function longestHorizon(armCount: number): number {
  if (armCount > MOST_ARMS) return 0;
  const places = 2 * armCount;
  let [horizon, decisions, values] = [0, 0, 1];
  for (;;) {
    // C(T + 2K, 2K) = C(T − 1 + 2K, 2K) + C(T + 2K − 1, 2K − 1), and C(T + 2K, 2K − 1) = C(T + 2K − 1, 2K − 1)·(T + 2K)/(T + 1).
    decisions += values;
    values *= (horizon + places) / (horizon + 1);
    if (decisions > MOST_DECISIONS || values > MOST_VALUES) return horizon;
    horizon++;
  }
}

/** Approximate time of a plan. */
export function planningNanoseconds(armCount: number, horizon: number): number {
  let states = 1;
  for (let place = 1; place <= 2 * armCount; place++) states *= (horizon - 1 + place) / place;
  return 9 * armCount * states;
}

/** Memory of a plan that tells ties: decisions and doubts, and values with two residues while it is made. */
export function planBytes(armCount: number, horizon: number): number {
  const places = 2 * armCount;
  let states = 1;
  for (let place = 1; place <= places; place++) states *= (horizon - 1 + place) / place;
  return (states * (bitsFor(armCount) + 1)) / 8 + (24 * states * places) / horizon;
}

/** Bits for a set of arms, so that a whole number of sets fits a byte. */
export function bitsFor(armCount: number): number {
  return armCount <= 2 ? 2 : armCount <= 4 ? 4 : 8;
}
