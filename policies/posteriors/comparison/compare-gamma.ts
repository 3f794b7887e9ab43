import { betaDistribution } from "../distributions/beta-distribution.ts";
import { gammaExceedance, type GammaParameters } from "./gamma-exceedance.ts";
import { type Estimate, TAIL } from "./interval.ts";
import { type Beats, type Comparing, signedQuantiles } from "./signed-quantiles.ts";

/**
 * The law of θ_x/θ_y − 1 for Gamma posteriors: with B ~ Beta(k_x, k_y), θ_x/θ_y has the law of λ_y·B/(λ_x·(1 − B)), whose
 * quantiles are those of B, to about 10⁻¹⁵ of θ_x/θ_y. The mean is k_x·λ_y/(λ_x·(k_y − 1)) − 1, which exists for k_y > 1.
 */
export function gammaLift(x: GammaParameters, y: GammaParameters): Estimate {
  const share = betaDistribution(x.shape, y.shape);
  const rest = betaDistribution(y.shape, x.shape);
  const rates = y.rate / x.rate;
  const liftOf = (part: number, other: number) => rates * (part / other) - 1;
  const lower = liftOf(share.quantile(TAIL), rest.upperQuantile(TAIL));
  const median = liftOf(share.quantile(0.5), rest.quantile(0.5));
  const upper = liftOf(share.upperQuantile(TAIL), rest.quantile(TAIL));
  const law = { median, lower, upper };
  return y.shape > 1 ? { ...law, mean: rates * (x.shape / (y.shape - 1)) - 1 } : law;
}

/** Far beyond the quantile of the widest posterior. */
const MOST = 1e60;

const difference: Comparing<GammaParameters> = {
  exceedance: gammaExceedance,
  most: MOST,
  above: (size) => size,
  below: (size) => -size,
  normal: (larger, smaller) => ({
    centre: meanOf(larger) - meanOf(smaller),
    width: Math.sqrt(varianceOf(larger) + varianceOf(smaller)),
  }),
  sizeOf: (place) => place,
  slopeOf: () => 1,
};

/** The law of θ_x − θ_y for Gamma posteriors, by quadrature. Quantiles have their probability to about 10⁻¹³; 3 ms. */
export function gammaDifference(x: GammaParameters, y: GammaParameters, beats: Beats): Estimate {
  return { ...signedQuantiles(x, y, beats, difference), mean: meanOf(x) - meanOf(y) };
}

function meanOf({ shape, rate }: GammaParameters): number {
  return shape / rate;
}

function varianceOf({ shape, rate }: GammaParameters): number {
  return shape / rate / rate;
}
