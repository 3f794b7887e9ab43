import type { Posteriors } from "../family.ts";
import { bestArmFractions, expectedMaximumFraction } from "./best-arm-fractions.ts";
import { bestArmByQuadrature, type ExpectedLoss } from "./best-arm-quadrature.ts";
import { bestOfTwo } from "./best-of-two.ts";
import type { BetaParameters } from "../beta.ts";
import { type ArmProbability, exactProbability, type Method, type SelectionProbabilities } from "../../law.ts";
import { Rational } from "../../numerics/rational.ts";

/**
 * The probability of every arm being the best, p_k = P(θ_k is the largest), for independent θ_k ~ Beta(α_k, β_k).
 *
 *   p_k = ∫ f_k(x)·∏_{j≠k} F_j(x) dx
 *
 * Exact fractions if all parameters are whole numbers and that takes at most about 0.2 s (see `affordable`); a sum of
 * positive terms for two arms with whole parameters; otherwise numeric integration, to about 12 digits, in 0.3 ms for two
 * arms and 0.1 s for 1,000 (more if arms are very unlikely). Every answer has its own error bound.
 *
 * @param arms K ≥ 1 arms with α, β in [10⁻³, 10¹⁵]; this is not checked (`Posteriors` checks it)
 * @returns one probability per arm; their sum is not forced to one
 * @see Cook (2005), Exact calculation of beta inequalities
 *
 * @example
 * ```ts
 * const { arms } = bestArmProbabilities([{ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }]);
 * arms.map(({ value }) => value); // [0.166666666666667, 0.833333333333333]
 * ```
 */
export function bestArmProbabilities(arms: readonly BetaParameters[]): SelectionProbabilities {
  if (arms.length === 1) return { method: "fraction", arms: [exactProbability(Rational.one)] };
  if (affordable(arms)) {
    return { method: "fraction", arms: bestArmFractions(arms).map((fraction) => exactProbability(fraction)) };
  }
  const pair = arms.length === 2 ? bestOfTwo(arms) : undefined;
  if (pair) return { method: "closed-form", arms: pair };
  return { method: "quadrature", arms: bestArmByQuadrature({ family: "beta", arms: [...arms] }).arms };
}

/** The probability of an arm being the best, and its expected loss, given independent posteriors. */
export interface BestArm extends ArmProbability {
  /** E[max θ − θ_k], in the units of the rewards; undefined if a posterior has no mean (Student t, ν ≤ 1). */
  expectedLoss?: number;
  /** Largest possible absolute error, apart from rounding to double precision; an estimate if the loss is integrated. */
  expectedLossErrorBound?: number;
  /** The loss as "p/q", if it is rational and was computed exactly. */
  expectedLossFraction?: string;
}

/**
 * P(θ_k is the largest) and the expected loss E[max θ − θ_k] of every arm, for independent posteriors of one family. Beta
 * posteriors as in `bestArmProbabilities`, with losses as fractions where the probabilities are; the other families by
 * numeric integration (see `bestArmByQuadrature`).
 *
 * @param posteriors K ≥ 1 arms
 */
export function bestArm(posteriors: Posteriors): { method: Method; arms: BestArm[] } {
  if (posteriors.arms.length === 1) {
    const certain = {
      ...exactProbability(Rational.one),
      expectedLoss: 0,
      expectedLossErrorBound: 0,
      expectedLossFraction: "0",
    };
    return { method: "fraction", arms: [certain] };
  }
  if (posteriors.family === "beta") {
    const { method, arms } = bestArmProbabilities(posteriors.arms);
    if (method === "fraction") {
      const maximum = expectedMaximumFraction(posteriors.arms);
      const losses = posteriors.arms.map(({ alpha, beta }) => maximum.minus(Rational.of(alpha, alpha + beta)));
      return {
        method,
        arms: arms.map((arm, k) => ({
          ...arm,
          expectedLoss: losses[k].toNumber(),
          expectedLossErrorBound: 0,
          expectedLossFraction: losses[k].toString(),
        })),
      };
    }
    return { method, arms: withLosses(arms, bestArmByQuadrature(posteriors, true).expectedLosses) };
  }
  const { arms, expectedLosses } = bestArmByQuadrature(posteriors, true);
  return { method: "quadrature", arms: withLosses(arms, expectedLosses) };
}

function withLosses(arms: readonly ArmProbability[], losses: readonly ExpectedLoss[] | undefined): BestArm[] {
  if (!losses) return [...arms];
  return arms.map((arm, k) => ({
    ...arm,
    expectedLoss: losses[k].value,
    expectedLossErrorBound: losses[k].errorBound,
  }));
}

/**
 * Whether exact fractions cost less than about 0.2 s: integers, M = Σ(α + β − 1) ≤ 4000 and K·M² ≤ 10⁷. They have up to
 * 0.4·M digits.
 */
export function affordable(arms: readonly BetaParameters[]): boolean {
  let total = 0;
  for (const { alpha, beta } of arms) {
    if (!Number.isInteger(alpha) || !Number.isInteger(beta)) return false;
    total += alpha + beta - 1;
  }
  return total <= 4000 && arms.length * total * total <= 1e7;
}
