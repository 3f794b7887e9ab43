import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { isCounted } from "../../../experiments/best-arm/counted-arms.ts";
import { FLAT, isSamePrior } from "./priors.ts";
import { type Conversions, type DecideSpec, type Means, variantNames } from "./spec.ts";

/** The API's request that answers the page. */
export function requestOf(spec: DecideSpec): BestArmRequest {
  return spec.measure === "means" ? meansRequest(spec) : conversionsRequest(spec);
}

function conversionsRequest(spec: Conversions): BestArmRequest {
  const names = variantNames(spec);
  const arms = spec.variants.map(({ conversions, visitors }, variant) => ({
    name: names[variant],
    successes: conversions,
    trials: visitors,
  }));
  return { family: "beta", arms, ...(!isSamePrior(spec.prior, FLAT) && { prior: spec.prior }), control: 0 };
}

function meansRequest({ variants }: Means): BestArmRequest {
  return { family: "student-t", arms: variants.map(studentOf), control: 0 };
}

/**
 * The posterior of a mean μ after n values with mean x̄ and standard deviation s (of n − 1), if μ and ln σ have flat priors:
 *
 *   μ ~ x̄ + (s/√n)·t(n − 1)
 *
 * @see Gelman et al. (2013), Bayesian Data Analysis, §3.2
 */
export function studentOf({ mean, deviation, visitors }: Means["variants"][number]) {
  return { location: mean, scale: deviation / Math.sqrt(visitors), degreesOfFreedom: visitors - 1 };
}

/** What a request asked, with the threshold of another specification. */
export function specAsked(request: BestArmRequest, { names, acceptedLoss }: DecideSpec): DecideSpec {
  if (request.family === "student-t") {
    return { measure: "means", variants: request.arms.map(resultsOf), names, acceptedLoss };
  }
  const arms = request.family === "beta" ? request.arms.filter(isCounted) : [];
  return {
    measure: "conversions",
    variants: arms.map(({ successes, trials }) => ({ conversions: successes, visitors: trials })),
    names: arms.map(({ name = "" }) => name),
    acceptedLoss,
    prior: (request.family === "beta" && request.prior) || FLAT,
  };
}

/** The inverse of `studentOf`. */
export function resultsOf({ location, scale, degreesOfFreedom }: ReturnType<typeof studentOf>) {
  const visitors = degreesOfFreedom + 1;
  return { mean: location, deviation: scale * Math.sqrt(visitors), visitors };
}
