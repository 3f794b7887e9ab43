import { exp } from "../numerics/elementary.ts";
import type { SelectionTable, TablePlan } from "./table-plan.ts";

/** Time of a state, and of each arm in it. */
const STATE_NANOSECONDS = 2;
const ARM_NANOSECONDS = 2;

/** Up to this exponent products stay in range and keep thirteen digits: the relative error of e^x is |x|·2⁻⁵³. */
const LARGEST_EXPONENT = 200;

/**
 * Softmax of the sample means of rewards 0 or 1 at all states with the same pulls,
 *
 *   π(a) = w_a/Σ_b w_b,   w_a = exp((s_a/n_a − 1)/τ),   n_a = 0 as a mean of 0,
 *
 * by the weights of single arms: one exponential for each (n, s) instead of K for each state. Relative error about
 * 3·2⁻⁵³/τ.
 *
 * @param temperature τ
 * @returns undefined for τ < 1/200, since weights may then be too small for doubles
 */
export function softmaxTable(temperature: number, armCount: number, mostPulls: number): TablePlan | undefined {
  if (temperature * LARGEST_EXPONENT < 1) return undefined;
  const weightCount = ((mostPulls + 1) * (mostPulls + 2)) / 2;
  return {
    nanosecondsToCreate: 20 * weightCount,
    nanosecondsPerState: STATE_NANOSECONDS + ARM_NANOSECONDS * armCount,
    bytes: 8 * weightCount,
    create: () => new SoftmaxTable(temperature, armCount, mostPulls),
  };
}

class SoftmaxTable implements SelectionTable {
  /** By pulls and successes. */
  readonly #weights: Float64Array[];
  readonly #successes: Int32Array;

  constructor(temperature: number, armCount: number, mostPulls: number) {
    this.#successes = new Int32Array(armCount);
    this.#weights = Array.from({ length: mostPulls + 1 }, (_, pulls) =>
      Float64Array.from({ length: pulls + 1 }, (__, s) => exp(((pulls === 0 ? 0 : s / pulls) - 1) / temperature)),
    );
  }

  fill(pulls: ArrayLike<number>, out: Float64Array): void {
    const successes = this.#successes.fill(0);
    const last = successes.length - 1;
    let stateCount = 1;
    for (let arm = 0; arm <= last; arm++) stateCount *= pulls[arm] + 1;
    const weights = this.#weights[pulls[last]];
    for (let row = 0; row < stateCount; row += weights.length) {
      let others = 0;
      for (let arm = 0; arm < last; arm++) others += this.#weights[pulls[arm]][successes[arm]];
      for (let arm = 0; arm < last; arm++) {
        const weight = this.#weights[pulls[arm]][successes[arm]];
        const start = arm * stateCount + row;
        for (let s = 0; s < weights.length; s++) out[start + s] = weight / (others + weights[s]);
      }
      const start = last * stateCount + row;
      for (let s = 0; s < weights.length; s++) out[start + s] = weights[s] / (others + weights[s]);
      for (let arm = last - 1; arm >= 0 && ++successes[arm] > pulls[arm]; arm--) successes[arm] = 0;
    }
  }
}
