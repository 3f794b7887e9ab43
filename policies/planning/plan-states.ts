/**
 * The numbers of the states of a plan. A state is the numbers x_1 … x_2K of successes and failures, arm after arm,
 * which sum to the pulls so far. Those with fewer pulls come first; among those of the same pulls its place is its rank
 *
 *   Σ_j C(y_j + j − 1, j),   y_j = x_1 + … + x_j,   j < 2K,
 *
 * that of a multiset (Knuth, TAOCP 4A, 7.2.1.3). It does not depend on the last count. The states with fewer pulls
 * number C(y_2K + 2K − 1, 2K), the term of j = 2K.
 */
export class PlanStates {
  /** C(y + j − 1, j) at [j][y], the term of place j. */
  readonly ranks: Float64Array[];
  readonly #horizon: number;

  /** For pulls from 0 to `horizon`. */
  constructor(armCount: number, horizon: number) {
    this.#horizon = horizon;
    this.ranks = rankTable(2 * armCount, horizon + 1);
  }

  /** The number of states with fewer pulls. */
  before(pulls: number): number {
    return this.ranks[this.ranks.length - 1][pulls];
  }

  /** @throws RangeError for a state after the last pull */
  numberOf(counts: ArrayLike<number>): number {
    let [pulls, number] = [0, 0];
    for (let j = 1; j <= counts.length; j++) {
      pulls += counts[j - 1];
      if (pulls >= this.#horizon) throw new RangeError(`no pull is left after ${this.#horizon}`);
      number += this.ranks[j][pulls];
    }
    return number;
  }

  /** The state with a number: y_2K, y_2K−1, … are the largest whose terms still fit. */
  countsOf(number: number): Int32Array {
    const places = this.ranks.length - 1;
    const counts = new Int32Array(places);
    let [rest, above] = [number, this.#horizon];
    for (let j = places; j >= 1; j--) {
      let sum = above;
      while (this.ranks[j][sum] > rest) sum--;
      rest -= this.ranks[j][sum];
      if (j < places) counts[j] = above - sum;
      above = sum;
    }
    counts[0] = above;
    return counts;
  }
}

/** Steps to the next partial sums y_2 ≤ … ≤ y_2K−1 in the order of ranks; false after the last. */
export function nextPartialSums(sums: Int32Array): boolean {
  for (let j = 2; j < sums.length - 1; j++) {
    if (sums[j] < sums[j + 1]) {
      sums[j]++;
      sums.fill(0, 2, j);
      return true;
    }
  }
  return false;
}

/** C(y + j − 1, j) at [j][y], for j ≤ places and y ≤ most, by Pascal's rule: sums of the row before. */
function rankTable(places: number, most: number): Float64Array[] {
  const table = [new Float64Array(most + 1).fill(1)];
  for (let j = 1; j <= places; j++) {
    const row = new Float64Array(most + 1);
    for (let y = 1; y <= most; y++) row[y] = row[y - 1] + table[j - 1][y];
    table.push(row);
  }
  return table;
}
