import { exp, log } from "../numerics/elementary.ts";
import { log1pmx } from "../numerics/log1pmx.ts";
import { stirlingRemainder } from "../numerics/stirling.ts";
import type { Random } from "./random.ts";

/** From this mean on, variates are drawn by rejection; below, by counting up. */
const MANY = 10;

/**
 * Draws Poisson variates of one mean, P(k) = e^(−μ)·μᵏ/k!, exact in law up to rounding.
 *
 * Small means count up the distribution function to a uniform, μ steps on average. Larger ones transform two uniforms
 * and accept with a probability near 0.9, so that the time does not grow with the mean: some 60 ns.
 *
 * Hörmann, "The transformed rejection method for generating Poisson random variables" (1993), algorithm PTRS.
 */
export class PoissonDraws {
  readonly #mean: number;
  /** P(0). */
  readonly #none: number;
  readonly #width: number;
  readonly #slope: number;
  readonly #accepted: number;
  readonly #scale: number;

  /** @param mean 0 or more */
  constructor(mean: number) {
    this.#mean = mean;
    this.#none = exp(-mean);
    this.#width = 0.931 + 2.53 * Math.sqrt(mean);
    this.#slope = -0.059 + 0.02483 * this.#width;
    this.#accepted = 0.9277 - 3.6224 / (this.#width - 2);
    this.#scale = 1.1239 + 1.1328 / (this.#width - 3.4);
  }

  draw(random: Random): number {
    return this.#mean < MANY ? this.#countUp(random) : this.#accept(random);
  }

  #countUp(random: Random): number {
    let left = random.uniform();
    let probability = this.#none;
    let count = 0;
    while (left >= probability && probability > 0) {
      left -= probability;
      count++;
      probability *= this.#mean / count;
    }
    return count;
  }

  #accept(random: Random): number {
    for (;;) {
      const side = random.uniform() - 0.5;
      const height = random.uniform();
      const depth = 0.5 - Math.abs(side);
      const count = Math.floor(((2 * this.#slope) / depth + this.#width) * side + this.#mean + 0.43);
      if (depth >= 0.07 && height <= this.#accepted) return count;
      if (count < 0 || (depth < 0.013 && height > depth)) continue;
      const hat = log((height * this.#scale) / (this.#slope / (depth * depth) + this.#width));
      if (hat <= logProbability(count, this.#mean)) return count;
    }
  }
}

/** ln P(k), from the saddle point, so that no large terms cancel. Loader (2000). */
function logProbability(count: number, mean: number): number {
  if (count === 0) return -mean;
  const deviance = -count * log1pmx((mean - count) / count);
  // ln k! = ln Γ(k + 1), whose remainder is that at k with ½·ln(2πk) for the half power.
  return -deviance - stirlingRemainder(count) - 0.5 * log(2 * Math.PI * count);
}
