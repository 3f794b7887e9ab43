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

/** The posteriors of all arms, from a prior for each. */
export function betaPosteriors(priors: readonly BetaParameters[], { pulls, rewardSums }: ArmStatistics): Posteriors {
  return { family: "beta", arms: priors.map((prior, arm) => betaPosterior(prior, pulls[arm], rewardSums[arm])) };
}
