import { gamma, logGamma } from "./gamma.ts";
import type { Random } from "./random.ts";

/**
 * The odds θ/(1 − θ) of θ ~ Beta(alpha, beta), for alpha, beta ≥ 1: the ratio of two Gamma variates.
 *
 * Odds rise with θ, so the largest odds belong to the largest θ, and odds tell apart draws that a double near 1 cannot.
 */
export function betaOdds(random: Random, alpha: number, beta: number): number {
  return gamma(random, alpha) / gamma(random, beta);
}

/** The log odds of θ ~ Beta(alpha, beta) for any alpha, beta > 0; never NaN and, unlike θ, never stuck at 0 or 1. */
export function betaLogOdds(random: Random, alpha: number, beta: number): number {
  return logGamma(random, alpha) - logGamma(random, beta);
}
