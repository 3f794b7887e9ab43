import type { SelectionProbabilities } from "../law.ts";
import type { Policy } from "../policy.ts";
import type { Random } from "../random/random.ts";

/** The posteriors of all arms, of one family: what sampling from them needs. */
export interface SampledPosteriors {
  readonly armCount: number;
  /** Takes in what has been seen of an arm. O(1). */
  refresh(arm: number): void;
  /** A draw from the posterior of every arm, or less one and the same number from each. */
  draw(out: Float64Array, random: Random): void;
  /** P(arm is best) from the statistics as they stand, with its bounds. */
  law(): SelectionProbabilities;
  /** Its values alone, as cheaply as they may be had to 10⁻¹³; false where they cannot. */
  fillLaw?(out: Float64Array): boolean;
}

/**
 * Posterior sampling, or Thompson sampling, over any family: draw the parameter of every arm from its posterior and play the
 * largest. π(a) is the probability that arm a is the best, given what was seen. O(K) a decision, a draw an arm.
 */
export class PosteriorSampling implements Policy {
  readonly #posteriors: SampledPosteriors;
  readonly #draws: Float64Array;

  constructor(posteriors: SampledPosteriors) {
    this.#posteriors = posteriors;
    this.#draws = new Float64Array(posteriors.armCount);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#draws.length; arm++) this.#posteriors.refresh(arm);
  }
  select(random: Random) {
    const draws = this.#draws;
    this.#posteriors.draw(draws, random);
    let best = 0;
    for (let arm = 1; arm < draws.length; arm++) if (draws[arm] > draws[best]) best = arm;
    return best;
  }
  update(arm: number) {
    this.#posteriors.refresh(arm);
  }
  selectionProbabilities() {
    return this.#posteriors.law();
  }
  fillProbabilities(out: Float64Array) {
    if (this.#posteriors.fillLaw?.(out)) return;
    this.#posteriors.law().arms.forEach(({ value }, arm) => (out[arm] = value));
  }
}
