import { betaDensity } from "../numerics/approximations.ts";

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

/** The density on a grid of [0, 1], for plots: right to about 10⁻⁶ relative for parameters up to 10⁴. */
export function betaDensityCurve({ alpha, beta }: BetaParameters, points = 201): { x: number; y: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const x = i / (points - 1);
    return { x, y: betaDensity(x, alpha, beta) };
  });
}
