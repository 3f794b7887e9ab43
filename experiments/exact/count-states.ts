import { pow } from "../../policies/numerics/elementary.ts";

/** C(n, k) in doubles, exact below 2⁵³. */
function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = Math.round((value * (n - Math.min(k, n - k) + i)) / i);
  return k > n ? 0 : value;
}

/** The number of count states of K arms after t pulls: C(t + 2K − 1, 2K − 1). */
export function layerSize(armCount: number, pulls: number): number {
  return armCount === 0 ? Number(pulls === 0) : binomial(pulls + 2 * armCount - 1, pulls);
}

/** The number of count states before one of the first T pulls, after t = 0 … T − 1 pulls: C(T + 2K − 1, 2K). */
export function statesBefore(armCount: number, horizon: number): number {
  return binomial(horizon + 2 * armCount - 1, horizon - 1);
}

/**
 * The number of these states that occur where every arm is pulled once before any is pulled again: all outcomes of t < K
 * pulled arms, then the coefficients of ((2 − x)/(1 − x)²)^K, because n ≥ 1 pulls of an arm have n + 1 outcomes.
 */
export function statesOfTriedArms(armCount: number, horizon: number): number {
  let states = 0;
  for (let t = 0; t < Math.min(armCount, horizon); t++) states += binomial(armCount, t) * pow(2, t);
  const further = horizon - 1 - armCount;
  for (let j = 0; j <= Math.min(armCount, further); j++) {
    const sign = j % 2 === 0 ? 1 : -1;
    const places = binomial(further - j + 2 * armCount, 2 * armCount);
    states += sign * binomial(armCount, j) * pow(2, armCount - j) * places;
  }
  return states;
}

/** The number of vectors of pulls before one of the first T pulls: C(T + K − 1, K). */
export function blocksBefore(armCount: number, horizon: number): number {
  return binomial(horizon + armCount - 1, horizon - 1);
}

/**
 * The places of the count states after t pulls in an array. States with the same pulls (n_1 … n_K) form a block, ordered by
 * their successes, those of the last arm fastest; blocks are ordered by n_1, then n_2, and so on. With r_i the pulls of
 * arms i … K, a block begins at
 *
 *   Σ_i ∏_{j<i} (n_j + 1) · Σ_{u<n_i} (u + 1)·S(K − i, r_i − u),   S(k, r) = C(r + 2k − 1, 2k − 1).
 */
export class CountStates {
  readonly armCount: number;
  readonly #width: number;
  /** Σ_{u<v} (u + 1)·S(k, r − u) at [k][r·width + v]: the states before n_i = v when k arms follow. */
  readonly #before: Float64Array[];
  readonly #terms: Float64Array;

  constructor(armCount: number, mostPulls: number) {
    this.armCount = armCount;
    const width = (this.#width = mostPulls + 2);
    this.#terms = new Float64Array(armCount);
    this.#before = Array.from({ length: armCount }, (_, k) => {
      const before = new Float64Array(width * width);
      for (let r = 0; r <= mostPulls; r++) {
        for (let v = 0; v <= r; v++) {
          before[r * width + v + 1] = before[r * width + v] + (v + 1) * layerSize(k, r - v);
        }
      }
      return before;
    });
  }

  /** The place where the block of these pulls begins; writes to `successors` those of the blocks with one more pull of each arm. */
  place(pulls: Int32Array, successors: Float64Array): number {
    const { armCount } = this;
    let left = pulls.reduce((sum, n) => sum + n, 0);
    let [product, prefix, place] = [1, 0, 0];
    for (let arm = 0; arm < armCount; arm++) {
      const n = pulls[arm];
      const before = this.#before[armCount - 1 - arm];
      const term = (this.#terms[arm] = product * before[left * this.#width + n]);
      successors[arm] = prefix + product * before[(left + 1) * this.#width + n + 1];
      prefix += product * before[(left + 1) * this.#width + n];
      place += term;
      product *= n + 1;
      left -= n;
    }
    // The terms after the arm grow by (n + 2)/(n + 1), a whole number of times.
    let suffix = 0;
    for (let arm = armCount - 1; arm >= 0; arm--) {
      successors[arm] += (suffix / (pulls[arm] + 1)) * (pulls[arm] + 2);
      suffix += this.#terms[arm];
    }
    return place;
  }
}

/** Moves to the next composition of the same total, n_1 slowest and rising; returns false after the last. */
export function nextComposition(pulls: Int32Array): boolean {
  const last = pulls.length - 1;
  let arm = last;
  while (arm > 0 && pulls[arm] === 0) arm--;
  if (arm === 0) return false;
  const rest = pulls[arm] - 1;
  pulls[arm] = 0;
  pulls[arm - 1]++;
  pulls[last] = rest;
  return true;
}
