import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import type { FineNormal } from "./family-kernels.ts";
import { exp, log, log1p } from "../../numerics/elementary.ts";
import { HALF_LOG_TWO_PI } from "../../numerics/normal-density.ts";
import { normalTailRatio } from "../kernels/normal-kernel.ts";
import { type ArmProbability, exactProbability, type SelectionProbabilities } from "../../law.ts";
import { Rational } from "../../numerics/rational.ts";

/** A normal distribution with a mean and a variance that are known exactly. */
export interface ExactNormal {
  mean: Rational;
  variance: Rational;
}

const UNIT_ROUNDOFF = 2 ** -53;
/** An arm whose mean is below another's by half of this many standard deviations of each of the two is not integrated. */
const HOPELESS = 5e4;

/**
 * P(θ_k is the largest) for independent θ_k ~ N(m_k, v_k) with exact means and variances: 1/K if all are the same, and
 * for two arms of the same mean; Φ((m_1 − m_2)/√(v_1 + v_2)) for two arms; else numeric integration, with means measured
 * from the sharpest arm's. Error bounds include the rounding of means and deviations to doubles.
 *
 * @param arms K ≥ 1
 */
export function bestNormal(arms: readonly ExactNormal[]): SelectionProbabilities {
  if (areAlike(arms)) {
    const share = exactProbability(Rational.of(1, arms.length));
    return { method: "fraction", arms: arms.map(() => ({ ...share })) };
  }
  return arms.length === 2 ? bestOfTwo(arms[0], arms[1]) : bestOfMany(arms);
}

function areAlike(arms: readonly ExactNormal[]): boolean {
  const [first] = arms;
  return arms.every(
    ({ mean, variance }) =>
      mean.minus(first.mean).isZero && (arms.length === 2 || variance.minus(first.variance).isZero),
  );
}

function bestOfTwo(one: ExactNormal, other: ExactNormal): SelectionProbabilities {
  const z = scoreOf(one, other);
  const [smaller, larger] = tails(Math.abs(z));
  return { method: "closed-form", arms: z < 0 ? [smaller, larger] : [larger, smaller] };
}

/** P(Z > z) and P(Z < z) for z ≥ 0 with the error of three roundings. */
function tails(z: number): [ArmProbability, ArmProbability] {
  const logValue = -0.5 * z * z - HALF_LOG_TWO_PI + log(normalTailRatio(z));
  const value = exp(logValue);
  const errorBound = value * UNIT_ROUNDOFF * (8 * z * z + 8 * z + 32) + Number.MIN_VALUE;
  return [
    { value, logValue, errorBound },
    { value: 1 - value, logValue: log1p(-value), errorBound },
  ];
}

function bestOfMany(arms: readonly ExactNormal[]): SelectionProbabilities {
  const deviations = arms.map(({ variance }) => Math.sqrt(variance.toNumber()));
  const possible = possibleArms(arms, deviations);
  const sharpest = possible.reduce((one, other) => (deviations[other] < deviations[one] ? other : one));
  const integrated = lawOf(
    possible.map((arm) => {
      const offset = arms[arm].mean.minus(arms[sharpest].mean);
      const mean = offset.toNumber();
      const meanRest = offset.minus(Rational.fromDouble(mean)).toNumber();
      return { mean, standardDeviation: deviations[arm], meanRest };
    }),
  );
  const law = arms.map(({ mean, variance }): ArmProbability => {
    const z = scoreOf(arms[sharpest], { mean, variance });
    return { value: 0, logValue: -0.5 * z * z, errorBound: Number.MIN_VALUE };
  });
  possible.forEach((arm, place) => (law[arm] = integrated[place]));
  return { method: "quadrature", arms: law };
}

/** The arms that are not hopeless beside the arm with the highest lower limit. */
function possibleArms(arms: readonly ExactNormal[], deviations: readonly number[]): number[] {
  if (areNear(arms, deviations)) return arms.map((_, arm) => arm);
  const reaches = deviations.map((deviation) => Rational.fromDouble(HOPELESS * deviation));
  const surely = arms
    .map(({ mean }, arm) => mean.minus(reaches[arm]))
    .reduce((most, lower) => (isBelow(most, lower) ? lower : most));
  return arms.flatMap(({ mean }, arm) => (isBelow(mean.plus(reaches[arm]), surely) ? [] : [arm]));
}

/** Whether doubles are enough to see that no arm is hopeless, which takes a tenth of the time. */
function areNear(arms: readonly ExactNormal[], deviations: readonly number[]): boolean {
  const means = arms.map(({ mean }) => mean.toNumber());
  const most = means.reduce((one, other) => Math.max(one, other));
  const least = means.reduce((one, other) => Math.min(one, other));
  const sharpest = deviations.reduce((one, other) => Math.min(one, other));
  return most - least + 2 ** -50 * (Math.abs(most) + Math.abs(least)) <= HOPELESS * sharpest;
}

function isBelow(one: Rational, other: Rational): boolean {
  return one.minus(other).numerator < 0n;
}

/** The distance of two means in deviations of their difference. */
function scoreOf(one: ExactNormal, other: ExactNormal): number {
  return one.mean.minus(other.mean).toNumber() / Math.sqrt(one.variance.plus(other.variance).toNumber());
}

/** The law of the arms that may win; a single one wins with a probability that rounds to 1. */
function lawOf(arms: FineNormal[]): ArmProbability[] {
  if (arms.length === 1) return [{ value: 1, logValue: 0, errorBound: Number.MIN_VALUE }];
  // The change of the logarithm of a density by rounded deviations, for each squared deviation from the mean.
  const stretch = 2 * UNIT_ROUNDOFF * arms.length;
  return bestArmByQuadrature({ family: "normal", arms }).arms.map((arm) => {
    const distance = Math.sqrt(-2 * arm.logValue) + 6;
    return { ...arm, errorBound: Math.min(1, arm.errorBound + arm.value * stretch * distance * distance) };
  });
}
