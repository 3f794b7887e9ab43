import { boltzmannLaw } from "../boltzmann-law.ts";
import { log } from "../numerics/elementary.ts";
import { fastExp } from "../numerics/fast-exp.ts";
import { shortExp, tinyExp } from "../numerics/short-exp.ts";
import type { Policy } from "../policy.ts";
import { drawWeighted } from "../random/categorical.ts";
import type { Random } from "../random/random.ts";

/** The mean of all rewards, the current one included or not, or 0. */
export type Baseline = "including" | "excluding" | "none";

/** Weights are multiplied up to this step, and up to this change of the preference of an arm that was not pulled. */
const LONGEST_STEP = 1;
const LARGEST_CHANGE = 1 / 8;
const TINY_CHANGE = 1 / 64;
/** The bound of the largest weight; and the weight below which it no longer determines its preference. */
const LARGEST_WEIGHT = 2 ** 300;
const NO_WEIGHT = 2 ** -900;
/** A step of at most 1 leaves such a weight above NO_WEIGHT. */
const LEAST_MULTIPLIED = 4 * NO_WEIGHT;

/**
 * Every step moves every preference, which would take K exponentials. But most move very little: so the weights exp(H)
 * are kept, which a step multiplies by polynomials; preferences are their logarithms. A long step is taken in
 * preferences.
 */
export class GradientWeights implements Policy {
  readonly #stepSize: number;
  readonly #baseline: Baseline;
  /** In proportion to the probabilities. */
  readonly #weights: Float64Array;
  #sum = 0.5;
  #largestWeight = 0.5;
  #heaviest = 0;
  /** Preferences, as last asked for. */
  readonly #preferences: Float64Array;
  /** The preference of weight 1. */
  #reference = 0.5;
  #pulls = 0;
  #baselineMean = 0.5;
  /** No preference has moved: every advantage so far was exactly zero. */
  #unmoved = true;
  #firstReward = 0.5;
  #largestReward = 0.5;
  /** Bound on the rounding error of every preference, in units of 2⁻⁵³. */
  #error = 0.5;
  /** The largest distance of a preference from 0 or from another. */
  #distance = 0.5;
  /** √K, the Euclidean norm of an error of 1 in every place. */
  readonly #norm: number;

  constructor({ stepSize, baseline }: { stepSize: number; baseline: Baseline }, armCount: number) {
    this.#stepSize = stepSize;
    this.#baseline = baseline;
    this.#weights = new Float64Array(armCount);
    this.#preferences = new Float64Array(armCount);
    this.#norm = Math.sqrt(armCount);
    this.reset();
  }
  reset() {
    this.#preferences.fill(0);
    this.#formWeights();
    this.#pulls = 0;
    this.#baselineMean = 0;
    this.#unmoved = true;
    this.#largestReward = 0;
    this.#error = 0;
    this.#distance = 0;
  }
  select(random: Random) {
    return drawWeighted(this.#weights, this.#sum, this.#heaviest, random);
  }
  update(arm: number, reward: number) {
    const before = this.#baselineMean;
    this.#pulls++;
    // A running mean of equal rewards stays equal to them, so the advantage is exactly zero.
    this.#baselineMean = before + (reward - before) / this.#pulls;
    const baseline = this.#baseline === "none" ? 0 : this.#baseline === "including" ? this.#baselineMean : before;
    const step = this.#stepSize * (reward - baseline);
    const scale = 1 / this.#sum;
    const likeliest = this.#largestWeight * scale;
    const size = Math.abs(step);
    // A weight that has nearly vanished would lose its preference.
    const isLong = size > LONGEST_STEP || size * likeliest > LARGEST_CHANGE || !(this.#weights[arm] > LEAST_MULTIPLIED);
    this.#trackExactness(reward, step, likeliest, isLong);
    if (step === 0) return;
    if (isLong) this.#movePreferences(arm, step, step * scale);
    else this.#multiplyWeights(arm, step, step * scale);
  }
  selectionProbabilities() {
    this.#findPreferences();
    const largest = this.#preferences.reduce((size, preference) => Math.max(size, Math.abs(preference)), 0);
    const error = (this.#error + 4 * largest) * 2 ** -53;
    // The analysis is of first order: it does not hold for large errors.
    return boltzmannLaw(this.#preferences, 1, error < 1e-3 ? error : Infinity, this.#unmoved);
  }

  #multiplyWeights(arm: number, step: number, rate: number) {
    const weights = this.#weights;
    let sum = 0;
    let largest = 0;
    let heaviest = 0;
    const isTiny = Math.abs(rate) * this.#largestWeight <= TINY_CHANGE;
    for (let b = 0; b < weights.length; b++) {
      const change = -rate * weights[b];
      const weight = weights[b] * (isTiny ? tinyExp(change) : shortExp(change));
      weights[b] = weight;
      sum += weight;
      if (weight > largest) {
        largest = weight;
        heaviest = b;
      }
    }
    const before = weights[arm];
    const after = before * fastExp(step);
    weights[arm] = after;
    if (after > largest) {
      largest = after;
      heaviest = arm;
    } else if (heaviest === arm) {
      // The pulled arm had the largest weight before it fell, and may still have it.
      for (let b = 0; b < weights.length; b++) if (weights[b] > weights[heaviest]) heaviest = b;
      largest = weights[heaviest];
    }
    this.#sum = sum + (after - before);
    this.#largestWeight = largest;
    this.#heaviest = heaviest;
    if (largest < LARGEST_WEIGHT && largest * LARGEST_WEIGHT > 1) return;
    this.#findPreferences();
    this.#formWeights();
    this.#error += this.#norm * this.#rounding;
  }

  #movePreferences(arm: number, step: number, rate: number) {
    this.#findPreferences();
    for (let b = 0; b < this.#preferences.length; b++) this.#preferences[b] -= rate * this.#weights[b];
    this.#preferences[arm] += step;
    this.#formWeights();
  }

  #findPreferences() {
    for (let b = 0; b < this.#weights.length; b++) {
      const weight = this.#weights[b];
      // A smaller weight has not moved its preference since: its arm was not pulled, and other arms' pulls move it by less.
      if (weight > NO_WEIGHT) this.#preferences[b] = weight === 1 ? this.#reference : this.#reference + log(weight);
    }
  }

  #formWeights() {
    const preferences = this.#preferences;
    const weights = this.#weights;
    let heaviest = 0;
    for (let b = 1; b < preferences.length; b++) if (preferences[b] > preferences[heaviest]) heaviest = b;
    const highest = preferences[heaviest];
    let sum = 0;
    for (let b = 0; b < weights.length; b++) {
      const weight = fastExp(preferences[b] - highest);
      weights[b] = weight;
      sum += weight;
    }
    this.#sum = sum;
    this.#heaviest = heaviest;
    this.#largestWeight = weights[heaviest];
    this.#reference = highest;
  }

  /** The rounding error of a preference by logarithms and exponentials, in units of 2⁻⁵³. */
  get #rounding(): number {
    return 16 * (1 + this.#distance);
  }

  /**
   * Running error analysis of the preferences in the Euclidean norm, in units of 2⁻⁵³. The update's derivative is
   * I − s·J with s the step and J = diag(π) − ππᵀ, which is symmetric with eigenvalues from 0 to
   * λ ≤ min(max 2π(1 − π), max π): a positive step does not enlarge an error, a negative one by 1 + |s|·λ at most. With p
   * the largest probability max 2π(1 − π) is 2p(1 − p), for the others are at most 1 − p. Added are the rounding of the
   * running mean (at most four units of the largest reward per pull), of the probabilities, of the products and of the
   * polynomials, each at most so large in every one of the K places; and of logarithms and exponentials of preferences,
   * which a long step moves by twice its length at most.
   *
   * @param likeliest the largest probability
   */
  #trackExactness(reward: number, step: number, likeliest: number, isLong: boolean) {
    if (this.#pulls === 1) this.#firstReward = reward;
    const settled =
      this.#baseline === "none" ? reward === 0 : this.#baseline === "including" && reward === this.#firstReward;
    this.#unmoved &&= settled || (this.#baseline === "excluding" && reward === 0 && this.#firstReward === 0);
    if (Math.abs(reward) > this.#largestReward) this.#largestReward = Math.abs(reward);
    if (this.#unmoved) return;
    const size = Math.abs(step);
    const steepest = 2 * likeliest * (1 - likeliest);
    const growth = step > 0 ? Math.max(1, step / 2 - 1) : 1 + size * Math.min(steepest, likeliest);
    const meanError = this.#baseline === "none" ? 0 : 4 * this.#pulls * this.#largestReward;
    this.#distance += 2 * size;
    const rounding = size * (this.#weights.length + 16) + this.#stepSize * meanError + (isLong ? this.#rounding : 12);
    this.#error = this.#error * growth + this.#norm * rounding;
  }
}
