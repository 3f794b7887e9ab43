import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { Posteriors } from "./family.ts";

/** Parameters of a Beta distribution. */
export interface BetaParameters {
  alpha: number;
  beta: number;
}

/** The posterior of a Bernoulli arm: α + successes, β + failures. Conjugate update of Beta(α, β). */
export function betaPosterior(prior: BetaParameters, pulls: number, successes: number) {
  return { alpha: prior.alpha + successes, beta: prior.beta + (pulls - successes) };
}

/** α/(α + β). */
export function betaMean({ alpha, beta }: BetaParameters): number {
  return alpha / (alpha + beta);
}

/** αβ/((α + β)²(α + β + 1)). */
export function betaVariance({ alpha, beta }: BetaParameters): number {
  const sum = alpha + beta;
  return ((alpha / sum) * (beta / sum)) / (sum + 1);
}

/** The variance in units of the squared mean, β/(α(α + β + 1)): about the variance of ln θ. */
export function squaredVariation({ alpha, beta }: BetaParameters): number {
  return beta / (alpha * (alpha + beta + 1));
}

/** The posteriors of all arms, from a prior for each. */
export function betaPosteriors(priors: readonly BetaParameters[], { pulls, rewardSums }: ArmStatistics): Posteriors {
  return { family: "beta", arms: priors.map((prior, arm) => betaPosterior(prior, pulls[arm], rewardSums[arm])) };
}
