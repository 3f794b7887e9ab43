import type { BetaParameters } from "../posteriors/beta.ts";
import { bestArmProbabilities } from "../posteriors/best-arm/best-arm.ts";
import { betaExceedance } from "../posteriors/comparison/beta-exceedance.ts";
import { betaDifference, betaLift } from "../posteriors/comparison/compare-beta.ts";

export const beta = (alpha: number, beta: number): BetaParameters => ({ alpha, beta });

/** Lift and difference of one Beta arm to another. */
export function compareBetas(x: BetaParameters, y: BetaParameters) {
  const [beats] = bestArmProbabilities([x, y]).arms;
  return { lift: betaLift(x, y, beats), difference: betaDifference(x, y, beats) };
}

/** P(X − Y > value) or P(X/Y − 1 > value) for values of either sign. */
export const survivals = {
  difference: (x: BetaParameters, y: BetaParameters, value: number) =>
    value > 0 ? betaExceedance(x, y, "difference", value) : 1 - betaExceedance(y, x, "difference", -value),
  lift: (x: BetaParameters, y: BetaParameters, value: number) =>
    value > 0 ? betaExceedance(x, y, "lift", value) : 1 - betaExceedance(y, x, "lift", -value / (1 + value)),
};
