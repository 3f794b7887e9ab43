import type { SelectionProbabilities } from "../law.ts";
import type { Policy } from "../policy.ts";
import type { Random } from "../random/random.ts";

/** The posteriors of all arms, of one family, as posterior sampling needs them. */
export interface SampledPosteriors {
  readonly armCount: number;
  /** Reads the present statistics of an arm. O(1). */
  refresh(arm: number): void;
  /** What draws are measured from. */
  readonly origin: number;
  /** Draws from the posterior of every arm, minus `origin`. */
  draw(out: Float64Array, random: Random): void;
  /** P(arm is best) for the present statistics, with error bounds. */
  law(): SelectionProbabilities;
  /** The values alone, to 10⁻¹³, as fast as possible; false if there is no faster way. */
  fillLaw?(out: Float64Array): boolean;
}

/**
 * Posterior sampling, or Thompson sampling, over any family: draw the parameter of every arm from its posterior and play
 * the largest. π(a) is the posterior probability that arm a is the best. O(K) a decision: one draw for each arm.
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
  selectShown(random: Random, draws: Float64Array) {
    const chosen = this.select(random);
    for (let arm = 0; arm < draws.length; arm++) draws[arm] = this.#draws[arm] + this.#posteriors.origin;
    return chosen;
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
