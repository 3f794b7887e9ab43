import { pow } from "../../policies/numerics/elementary.ts";

/** C(n, k) in doubles, exact below 2⁵³. */
function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = Math.round((value * (n - Math.min(k, n - k) + i)) / i);
  return k > n ? 0 : value;
}

/** Count states of K arms after so many pulls: C(t + 2K − 1, 2K − 1). */
export function layerSize(armCount: number, pulls: number): number {
  return armCount === 0 ? Number(pulls === 0) : binomial(pulls + 2 * armCount - 1, pulls);
}

/** Count states at which one of the first T pulls is decided, t = 0 … T − 1 pulls done: C(T + 2K − 1, 2K). */
export function statesBefore(armCount: number, horizon: number): number {
  return binomial(horizon + 2 * armCount - 1, horizon - 1);
}

/**
 * Of these states, those that are met where every arm is pulled once before one is again: any outcomes of t < K pulled
 * arms, and after that the coefficients of ((2 − x)/(1 − x)²)^K, for n ≥ 1 pulls of an arm have n + 1 outcomes.
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

/** Vectors of pulls at which one of the first T pulls is decided: C(T + K − 1, K). */
export function blocksBefore(armCount: number, horizon: number): number {
  return binomial(horizon + armCount - 1, horizon - 1);
}

/**
 * Where the count states after t pulls stand in an array. States with the same pulls (n_1 … n_K) are a block, ordered by
 * their successes, those of the last arm fastest; blocks are ordered by n_1, then n_2, and so on. With r_i the pulls of
 * arms i … K, a block begins at
 *
 *   Σ_i ∏_{j<i} (n_j + 1) · Σ_{u<n_i} (u + 1)·S(K − i, r_i − u),   S(k, r) = C(r + 2k − 1, 2k − 1).
 */
export class CountStates {
  readonly armCount: number;
  readonly #width: number;
  /** Σ_{u<v} (u + 1)·S(k, r − u) at [k][r·width + v]: what stands before n_i = v when k arms follow. */
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

  /** Where the block of these pulls begins, and into `successors` where those begin that have one pull more of an arm. */
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

/** The next composition of the same total, n_1 slowest and rising; false after the last. */
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
