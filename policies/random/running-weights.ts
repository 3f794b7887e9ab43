import { fastExp } from "../numerics/fast-exp.ts";
import { drawWeighted } from "./categorical.ts";
import type { Random } from "./random.ts";

/** All weights are computed afresh after a weight beyond e³⁰, and after this number of changes. */
const LARGEST_EXPONENT = 30;
const CHANGES = 64;

/** Relative error of a probability, in units of 2⁻⁵³, for exact preferences: of the sum, and of two exponentials. */
export function weightsError(armCount: number): number {
  return armCount + 2 * 4 * CHANGES + 16;
}

/**
 * Draws arms in proportion to w_a = exp(H_a/τ), for preferences H that change one at a time: one exponential and O(1) a
 * change, with a running sum, instead of K exponentials.
 *
 * A change rounds the sum by at most half a unit of its largest value since it was computed. It is computed afresh after
 * 64 changes, and when it has fallen to a quarter, so probabilities are correct to `weightsError`, about 7·10⁻¹⁴.
 */
export class RunningWeights {
  readonly #preferences: Float64Array;
  readonly #rate: number;
  readonly #weights: Float64Array;
  /** The preference of weight 1. */
  #reference = 0.5;
  #sum = 0.5;
  #largestSum = 0.5;
  #changes = 0;
  /** An arm of large weight, which is tried first. */
  #heaviest = 0;

  /** @param preferences H, which the caller changes in place */
  constructor(preferences: Float64Array, temperature: number) {
    this.#preferences = preferences;
    this.#rate = 1 / temperature;
    this.#weights = new Float64Array(preferences.length);
  }

  /** Reads all preferences. */
  rebuild(): void {
    const preferences = this.#preferences;
    let heaviest = 0;
    for (let arm = 1; arm < preferences.length; arm++) if (preferences[arm] > preferences[heaviest]) heaviest = arm;
    const reference = preferences[heaviest];
    let sum = 0;
    for (let arm = 0; arm < preferences.length; arm++) {
      const weight = fastExp((preferences[arm] - reference) * this.#rate);
      this.#weights[arm] = weight;
      sum += weight;
    }
    this.#heaviest = heaviest;
    this.#reference = reference;
    this.#sum = sum;
    this.#largestSum = sum;
    this.#changes = 0;
  }

  /** Reads the preference of one arm. */
  refresh(arm: number): void {
    const exponent = (this.#preferences[arm] - this.#reference) * this.#rate;
    const weight = fastExp(exponent);
    const weights = this.#weights;
    const sum = this.#sum + (weight - weights[arm]);
    weights[arm] = weight;
    this.#sum = sum;
    if (weight > weights[this.#heaviest]) this.#heaviest = arm;
    if (sum > this.#largestSum) this.#largestSum = sum;
    if (++this.#changes === CHANGES || sum * 4 < this.#largestSum || exponent > LARGEST_EXPONENT) this.rebuild();
  }

  /** The probability of an arm. */
  share(arm: number): number {
    return this.#weights[arm] / this.#sum;
  }

  draw(random: Random): number {
    return drawWeighted(this.#weights, this.#sum, this.#heaviest, random);
  }
}
