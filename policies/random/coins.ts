import type { Random } from "./random.ts";

/**
 * Coins with given probabilities of heads, flipped without an unpredictable branch: heads if 31 random bits, read as a
 * whole number, are below p·2³¹. On equality the remaining fraction decides, so the law is exact to the 53 bits of a
 * uniform double. One word a flip.
 */
export class Coins {
  /** The whole part of p·2³¹; 2³¹ wraps to −2³¹, from which the difference below is negative for every word. */
  readonly #thresholds: Int32Array;
  readonly #fractions: Float64Array;

  constructor(probabilities: ArrayLike<number>) {
    const scaled = Float64Array.from(probabilities, (probability) => probability * 2 ** 31);
    this.#thresholds = Int32Array.from(scaled, (value) => Math.floor(value) | 0);
    this.#fractions = scaled.map((value) => value - Math.floor(value));
  }

  /** 1 for heads, 0 for tails. */
  flip(coin: number, random: Random): number {
    const word = random.word() >>> 1;
    const threshold = this.#thresholds[coin];
    if (word === threshold) return random.uniform() < this.#fractions[coin] ? 1 : 0;
    return (word - threshold) >>> 31;
  }
}
