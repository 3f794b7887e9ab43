import * as z from "zod";
import { definePolicy } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { normalLawNanoseconds, NormalPosteriors } from "./normal-posteriors.ts";
import { PosteriorSampling } from "./posterior-sampling.ts";

const deviation = () => z.number().min(1e-9).max(1e9).default(1);

/**
 * Gaussian Thompson sampling: draw a mean for every arm from its normal posterior and play the largest. The standard
 * deviation σ of rewards is known; σ = ½ is safe for rewards in [0, 1].
 *
 *   θ_a ~ N((μ₀/σ₀² + s_a/σ²)/ρ_a, 1/ρ_a),   ρ_a = 1/σ₀² + n_a/σ²,   A_t = argmax θ_a
 *
 * The default is N(s/(n + 1), 1/(n + 1)), where 1/(n + 1) is the variance: some libraries use it as the standard
 * deviation, which makes the posterior √n times too narrow. Agrawal & Goyal (2013); Russo et al. (2018).
 */
export const thompsonNormal = definePolicy({
  kind: "thompson-normal",
  label: "Gaussian Thompson",
  rule: "Draws a mean for every arm from its normal posterior and plays the arm with the largest draw.",
  formula: String.raw`\theta_a \sim \mathcal N\!\left(\frac{\mu_0/\sigma_0^2 + s_a/\sigma^2}{\rho_a},\, \frac1{\rho_a}\right), \quad \rho_a = \frac1{\sigma_0^2} + \frac{n_a}{\sigma^2}, \qquad A_t = \operatorname*{argmax}_a \theta_a`,
  source: "Agrawal & Goyal (2013), Further optimal regret bounds for Thompson sampling; Russo et al. (2018)",
  exactness:
    "the normal distribution function for two arms, 1/K for arms that are alike, otherwise numeric integration",
  parameters: z.strictObject({
    priorMean: z.number().min(-1e9).max(1e9).default(0).meta({ title: "prior mean", symbol: "\\mu_0" }),
    priorStandardDeviation: deviation().meta({ title: "prior standard deviation", symbol: "\\sigma_0" }),
    standardDeviation: deviation().meta({ title: "standard deviation of rewards", symbol: "\\sigma" }),
  }),
  variants: [
    { priorMean: 0.5, priorStandardDeviation: 2, standardDeviation: 0.5 },
    { priorMean: -1, priorStandardDeviation: 0.3, standardDeviation: 0.1 },
  ],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: (_, { armCount }) => 50 + 9 * armCount,
    decision: normalLawNanoseconds,
    draw: (armCount) => 10 + 8 * armCount,
  },
  blockWeight: () => ({ fixed: 32, perArm: 8 }),
  create: (given, { statistics }) => new PosteriorSampling(new NormalPosteriors(given, statistics)),
  posteriors: (given, statistics) => new NormalPosteriors(given, statistics).posteriors(),
});
