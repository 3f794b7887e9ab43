import type { ArmProbability } from "../../law.ts";
import { bestArmByQuadrature } from "../best-arm/best-arm-quadrature.ts";
import { affordable, bestArmProbabilities } from "../best-arm/best-arm.ts";
import { bestOfTwo } from "../best-arm/best-of-two.ts";
import type { BetaParameters } from "../beta.ts";
import type { Posteriors } from "../family.ts";
import { betaDifference, betaLift } from "./compare-beta.ts";
import { gammaDifference, gammaLift } from "./compare-gamma.ts";
import { normalDifference, studentDifference } from "./compare-located.ts";
import type { Estimate } from "./interval.ts";

/** An arm compared with a control, given independent posteriors. */
export interface ArmComparison {
  /** P(θ > θ_control). */
  beatsControl: ArmProbability;
  /** θ/θ_control − 1, of families whose parameter is positive. */
  lift?: Estimate;
  /** θ − θ_control. */
  difference?: Estimate;
}

type Two<Arm> = [arm: Arm, control: Arm];
type TwoOf<Name extends Posteriors["family"]> = Two<Extract<Posteriors, { family: Name }>["arms"][number]>;
type Estimates = Omit<ArmComparison, "beatsControl">;

const estimates: { [Name in Posteriors["family"]]: (two: TwoOf<Name>, beats: ArmProbability) => Estimates } = {
  beta: ([arm, control], beats) => ({
    lift: betaLift(arm, control, beats),
    difference: betaDifference(arm, control, beats),
  }),
  normal: ([arm, control]) => ({ difference: normalDifference(arm, control) }),
  gamma: ([arm, control], beats) => ({
    lift: gammaLift(arm, control),
    difference: gammaDifference(arm, control, beats),
  }),
  "student-t": ([arm, control]) => ({ difference: studentDifference(arm, control) }),
};

/** Fractions against the control are computed while all of them together take no longer than about 0.1 s. */
export const MOST_FRACTION_WORK = 1e7;

/**
 * Compares every arm with a control, given independent posteriors: P(θ > θ_control), the lift θ/θ_control − 1 and the
 * difference θ − θ_control, each with median, equal-tailed 95% interval and mean.
 *
 * | family    | P(θ > θ_control)                            | lift        | difference  |
 * | --------- | ------------------------------------------- | ----------- | ----------- |
 * | Beta      | fraction, finite sum or quadrature          | quadrature  | quadrature  |
 * | Normal    | quadrature                                  | –           | closed form |
 * | Gamma     | quadrature                                  | closed form | quadrature  |
 * | Student t | quadrature                                  | –           | quadrature  |
 *
 * A Normal or Student θ_control may be 0 or negative, so a lift means nothing there. A Beta arm takes some 4 ms.
 *
 * @param control index of the control
 * @returns one comparison per arm; undefined for the control itself
 */
export function compareWithControl(posteriors: Posteriors, control: number): (ArmComparison | undefined)[] {
  const { family, arms } = posteriors;
  const compare = estimates[family] as (two: Two<object>, beats: ArmProbability) => Estimates;
  const withFractions = family === "beta" && fractionWork(arms, arms[control]) <= MOST_FRACTION_WORK;
  return arms.map((arm, index) => {
    if (index === control) return undefined;
    const two = { family, arms: [arm, arms[control]] } as Posteriors;
    const beatsControl = beats(two, withFractions);
    return { beatsControl, ...compare([arm, arms[control]], beatsControl) };
  });
}

/** P(first > second). */
function beats(two: Posteriors, withFractions: boolean): ArmProbability {
  if (two.family !== "beta") return bestArmByQuadrature(two).arms[0];
  if (withFractions) return bestArmProbabilities(two.arms).arms[0];
  return (bestOfTwo(two.arms) ?? bestArmByQuadrature(two).arms)[0];
}

/** The steps that the fractions of all arms against the control take: 2·M² each, M = Σ(α + β). */
export function fractionWork(arms: readonly BetaParameters[], control: BetaParameters): number {
  return arms.reduce((work, arm) => {
    if (!affordable([arm, control])) return work;
    const size = arm.alpha + arm.beta + control.alpha + control.beta;
    return work + 2 * size * size;
  }, 0);
}
