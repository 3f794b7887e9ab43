import { z } from "zod";
import { boltzmannLaw } from "../numerics/boltzmann.ts";
import { drawArm } from "../numerics/categorical.ts";
import { softmaxInto } from "../numerics/softmax.ts";
import { definePolicy, type Policy } from "../policy.ts";
import type { Random } from "../random/random.ts";

const parameters = z.strictObject({
  stepSize: z.number().min(1e-9).max(1e6).default(0.1).meta({ title: "step size", symbol: "\\alpha" }),
  baseline: z.enum(["including", "excluding", "none"]).default("including").meta({
    title: "baseline",
    description: "The mean reward including the current one, excluding it (0 before the first), or none.",
  }),
});

/**
 * Gradient bandit: softmax of preferences that follow the stochastic gradient of the expected reward.
 *
 *   π = softmax(H);   H(b) += α·(R − R̄)·(1[b = A] − π(b)),   H = 0 at first
 *
 * The baseline R̄ is the mean of all rewards so far, the current one included or not (printings of the book differ).
 * The preferences depend on the order of rewards, so counts are not enough. Sutton & Barto (2018) §2.8; Williams (1992).
 */
export const gradient = definePolicy({
  kind: "gradient",
  label: "Gradient",
  rule: "Softmax of preferences that climb the gradient of the expected reward.",
  formula: String.raw`\pi = \operatorname{softmax}(H), \qquad H(b) \leftarrow H(b) + \alpha\,(R_t - \bar R_t)\,(\mathbf 1[b = A_t] - \pi(b))`,
  source: "Williams (1992); Sutton & Barto (2018), Reinforcement Learning, §2.8",
  exactness:
    "a closed form with a rounding bound that grows with the history, up to saying nothing; 1/K until rewards differ",
  parameters,
  needs: { belief: "history", rewards: "real" },
  create: (given, { statistics }) => new Gradient(given, statistics.armCount),
});

class Gradient implements Policy {
  readonly #stepSize: number;
  readonly #baseline: z.output<typeof parameters>["baseline"];
  readonly #preferences: Float64Array;
  readonly #probabilities: Float64Array;
  #pulls = 0;
  #baselineMean = 0;
  /** No preference has moved: every advantage so far was exactly zero. */
  #unmoved = true;
  #firstReward = 0;
  /** Bound on the rounding error of every preference, in units of 2⁻⁵³. */
  #error = 0;
  #largest = 0;

  constructor({ stepSize, baseline }: z.output<typeof parameters>, armCount: number) {
    this.#stepSize = stepSize;
    this.#baseline = baseline;
    this.#preferences = new Float64Array(armCount);
    this.#probabilities = new Float64Array(armCount);
    this.reset();
  }
  reset() {
    this.#preferences.fill(0);
    this.#probabilities.fill(1 / this.#preferences.length);
    this.#pulls = 0;
    this.#baselineMean = 0;
    this.#unmoved = true;
    this.#error = 0;
    this.#largest = 0;
  }
  select(random: Random) {
    return drawArm(this.#probabilities, random);
  }
  update(arm: number, reward: number) {
    const before = this.#baselineMean;
    this.#pulls++;
    // A running mean of equal rewards stays equal to them, so that the advantage is then exactly zero.
    this.#baselineMean = before + (reward - before) / this.#pulls;
    const baseline = this.#baseline === "none" ? 0 : this.#baseline === "including" ? this.#baselineMean : before;
    this.#trackExactness(reward, baseline);
    const step = this.#stepSize * (reward - baseline);
    if (step === 0) return;
    const preferences = this.#preferences;
    for (let b = 0; b < preferences.length; b++) preferences[b] -= step * this.#probabilities[b];
    preferences[arm] += step;
    softmaxInto(preferences, 1, this.#probabilities);
  }
  selectionProbabilities() {
    const error = this.#error * 2 ** -53;
    // The analysis holds to first order: beyond a small error it says nothing.
    return boltzmannLaw(this.#preferences, 1, error < 1e-3 ? error : Infinity, this.#unmoved);
  }

  /**
   * Running error analysis of the preferences in the Euclidean norm, in units of 2⁻⁵³. The update's derivative is
   * I − s·J with s the step and J = diag(π) − ππᵀ, which is symmetric with eigenvalues from 0 to
   * λ ≤ min(max 2π(1 − π), max π): a positive step does not enlarge an error, a negative one by 1 + |s|·λ at most. Added
   * are the rounding of the running mean (at most four units of the largest reward per pull), of the probabilities, of
   * the products and of the sum, each at most so large in every one of the K places.
   */
  #trackExactness(reward: number, baseline: number) {
    if (this.#pulls === 1) this.#firstReward = reward;
    const settled =
      this.#baseline === "none" ? reward === 0 : this.#baseline === "including" && reward === this.#firstReward;
    this.#unmoved &&= settled || (this.#baseline === "excluding" && reward === 0 && this.#firstReward === 0);
    this.#largest = Math.max(this.#largest, Math.abs(reward));
    if (this.#unmoved) return;
    let [steepest, likeliest, largestPreference] = [0, 0, 0];
    for (let arm = 0; arm < this.#preferences.length; arm++) {
      const probability = this.#probabilities[arm];
      steepest = Math.max(steepest, 2 * probability * (1 - probability));
      likeliest = Math.max(likeliest, probability);
      largestPreference = Math.max(largestPreference, Math.abs(this.#preferences[arm]));
    }
    const step = this.#stepSize * (reward - baseline);
    const growth = step > 0 ? Math.max(1, step / 2 - 1) : 1 - step * Math.min(steepest, likeliest);
    const armCount = this.#preferences.length;
    const meanError = this.#baseline === "none" ? 0 : 4 * this.#pulls * this.#largest;
    const probabilityError = 6 * steepest * largestPreference + armCount + 8;
    const rounding =
      Math.abs(step) * (probabilityError + 4) + this.#stepSize * meanError + 4 * (largestPreference + Math.abs(step));
    this.#error = this.#error * growth + Math.sqrt(armCount) * rounding;
  }
}
