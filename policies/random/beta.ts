import { logGamma } from "./gamma.ts";
import type { Random } from "./random.ts";

/** The log odds of θ ~ Beta(alpha, beta) for any alpha, beta > 0; never NaN and, unlike θ, never stuck at 0 or 1. */
export function betaLogOdds(random: Random, alpha: number, beta: number): number {
  return logGamma(random, alpha) - logGamma(random, beta);
}
