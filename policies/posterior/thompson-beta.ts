import * as z from "zod";
import { BestArmPolynomial } from "../posteriors/best-arm/best-arm-polynomial.ts";
import { bestArmProbabilities } from "../posteriors/best-arm/best-arm.ts";
import { type BetaParameters, betaPosteriors } from "../posteriors/beta.ts";
import type { SelectionProbabilities } from "../law.ts";
import { Rational } from "../numerics/rational.ts";
import { sumError } from "../numerics/two-product.ts";
import { definePolicy, type Policy, type Workload, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { shapeParameter } from "../posteriors/family.ts";
import { BetaArgmax } from "./beta-argmax.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";

const parameters = z.strictObject({
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  priors: z
    .array(z.strictObject({ alpha: shapeParameter(), beta: shapeParameter() }))
    .min(1)
    .max(1000)
    .optional()
    .meta({ title: "prior of every arm", description: "One {alpha, beta} per arm, instead of alpha and beta." }),
});

/**
 * Beta–Bernoulli Thompson sampling: draw a mean for every arm from its posterior and play the largest.
 *
 *   θ_a ~ Beta(α_a + s_a, β_a + n_a − s_a),   A_t = argmax θ_a
 *
 * Rewards are 0 or 1. π(a) is the posterior probability that arm a is the best. Thompson (1933); Chapelle & Li (2011);
 * Russo et al. (2018).
 */
export const thompsonBeta = definePolicy({
  kind: "thompson-beta",
  label: "Thompson",
  rule: "Draws a mean for every arm from its Beta posterior and plays the arm with the largest draw.",
  formula: String.raw`\theta_a \sim \operatorname{Beta}(\alpha + s_a,\; \beta + n_a - s_a), \qquad A_t = \operatorname*{argmax}_a \theta_a`,
  source: "Thompson (1933); Chapelle & Li (2011); Russo et al. (2018), A tutorial on Thompson sampling",
  exactness: "a fraction if all posterior parameters are whole and not too large, otherwise numeric integration",
  parameters,
  variants: [
    { alpha: 0.5, beta: 0.25 },
    { alpha: 3, beta: 2 },
  ],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary }),
  costs: {
    pull: (given, workload) => 50 + workload.armCount * drawNanoseconds(priorsOf(given, workload.armCount), workload),
    decision: stateNanoseconds,
    draw: (armCount) => 80 * armCount,
  },
  blockWeight: () => ({ fixed: 64, perArm: 16 }),
  create: (given, { statistics }) => new ThompsonBeta(priorsOf(given, statistics.armCount), statistics),
  check: ({ alpha, beta, priors }, armCount) => {
    if (!priors) return undefined;
    if (alpha !== 1 || beta !== 1) {
      return {
        path: ["priors"],
        message: "replaces alpha and beta: give one or the other",
        allowed: "priors, or alpha and beta",
      };
    }
    if (priors.length === armCount) return undefined;
    return {
      path: ["priors"],
      message: `has ${priors.length} entries for ${armCount} arms`,
      allowed: `${armCount} entries, one per arm`,
    };
  },
  posteriors: (given, statistics) => betaPosteriors(priorsOf(given, statistics.armCount), statistics),
});

/**
 * Time per arm: all arms are drawn at first, later only those that may win, which are few if one arm is well above the
 * others. Shapes below 1 take the longest to draw, and posteriors of uniform priors the shortest.
 */
function drawNanoseconds(
  priors: readonly BetaParameters[],
  { armCount, horizon, largestMean, meanReward, deviation }: Workload,
): number {
  const isApart = largestMean - meanReward > 0.3 * deviation;
  const least = priors.reduce((least, { alpha, beta }) => Math.min(least, alpha, beta), Infinity);
  const isUniform = priors.every(({ alpha, beta }) => alpha === 1 && beta === 1);
  const early = least < 1 ? 70 : isUniform ? 35 : 50;
  const late = least < 1 ? 50 : isApart ? (isUniform ? 5 : 20) : isUniform ? 22 : 40;
  return late + (early - late) * Math.min(1, (10 * armCount) / horizon);
}

/** The prior of every arm. */
export function priorsOf({ alpha, beta, priors }: z.output<typeof parameters>, armCount: number): BetaParameters[] {
  return priors ?? Array.from({ length: armCount }, () => ({ alpha, beta }));
}

class ThompsonBeta implements Policy {
  readonly #priors: readonly BetaParameters[];
  readonly #statistics: ArmStatistics;
  readonly #alphas: Float64Array;
  readonly #betas: Float64Array;
  readonly #draws: BetaArgmax;
  readonly #isWhole: boolean;
  #polynomial: BestArmPolynomial | undefined;

  constructor(priors: readonly BetaParameters[], statistics: ArmStatistics) {
    this.#priors = priors;
    this.#statistics = statistics;
    this.#alphas = new Float64Array(priors.length);
    this.#betas = new Float64Array(priors.length);
    this.#isWhole = priors.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta));
    this.#draws = new BetaArgmax(priors);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#alphas.length; arm++) this.update(arm);
  }
  select(random: Random) {
    return this.#draws.draw(random);
  }
  selectShown(random: Random, draws: Float64Array) {
    return this.#draws.drawShown(random, draws);
  }
  update(arm: number) {
    const { alpha, beta } = this.#priors[arm];
    const successes = this.#statistics.rewardSums[arm];
    this.#alphas[arm] = alpha + successes;
    const failures = this.#statistics.pulls[arm] - successes;
    this.#betas[arm] = beta + failures;
    this.#draws.set(arm, successes, failures);
  }
  fillProbabilities(out: Float64Array) {
    if (this.#isWhole) {
      // Made here, so that simulations, which never ask, do not keep it up to date.
      this.#polynomial ??= new BestArmPolynomial(this.#alphas.length);
      for (let arm = 0; arm < out.length; arm++) this.#polynomial.set(arm, this.#alphas[arm], this.#betas[arm]);
      if (this.#polynomial.fillProbabilities(out)) return;
    }
    this.selectionProbabilities().arms.forEach(({ value }, arm) => (out[arm] = value));
  }
  selectionProbabilities(): SelectionProbabilities {
    const shapes = Array.from(this.#alphas, (alpha, arm) => ({ alpha, beta: this.#betas[arm] }));
    const law = bestArmProbabilities(shapes);
    const unlikeness = shapes.reduce((sum, shape, arm) => sum + (this.#isRounded(arm) ? roundingOf(shape) : 0), 0);
    if (unlikeness === 0) return law;
    const arms = law.arms.map((arm) => ({
      ...arm,
      errorBound: arm.errorBound + arm.value * unlikeness * (Math.sqrt(-2 * arm.logValue) + 6),
    }));
    return { ...law, arms };
  }

  /** Whether rounding changed the shapes of an arm: they differ from the decimals of prior and counts. */
  #isRounded(arm: number): boolean {
    const { alpha, beta } = this.#priors[arm];
    const isDouble = (value: number) => Rational.fromDecimal(value).minus(Rational.fromDouble(value)).isZero;
    const successes = this.#statistics.rewardSums[arm];
    const failures = this.#statistics.pulls[arm] - successes;
    return sumError(alpha, successes) !== 0 || sumError(beta, failures) !== 0 || !isDouble(alpha) || !isDouble(beta);
  }
}

/**
 * How much rounding α and β by a relative 2⁻⁵³ changes the logarithm of the density, for each standard deviation from
 * the mean, and a constant: α times the standard deviation of the score, √(ψ′(α) − ψ′(α + β)) ≤ √(β/(α(α + β)) + 2/α²),
 * and the same for β. A probability p is decided some √(−2 ln p) deviations out.
 */
function roundingOf({ alpha, beta }: BetaParameters): number {
  return 2 * 2 ** -53 * Math.sqrt((alpha / (alpha + beta)) * beta + 2);
}
