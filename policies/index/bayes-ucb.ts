import * as z from "zod";
import { indexNanoseconds } from "./index-nanoseconds.ts";
import { risingIndexTable } from "../tables/rising-index-table.ts";
import { RisingIndices, type RisingIndex } from "./rising-indices.ts";
import { log } from "../numerics/elementary.ts";
import { type BetaParameters, betaPosterior, betaPosteriors } from "../posteriors/beta.ts";
import { compareUpperQuantiles, exactComparisonNanoseconds, LARGEST_SHAPE } from "./beta-tail-exact.ts";
import { BetaUpperTail } from "../posteriors/beta-tails/beta-upper-tail.ts";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, tieBreakParameter, type Workload, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { shapeParameter } from "../posteriors/family.ts";
import type { ArmStatistics } from "../statistics.ts";
import type { WorkMeter } from "../work-meter.ts";
import type { Comparison } from "../tied-arms.ts";

/**
 * Bayes-UCB: the arm whose mean is highest at the posterior's upper quantile of tail 1/t,
 *
 *   A_t = argmax q_a,   P(θ_a > q_a) = 1/t,   θ_a ~ Beta(α + s_a, β + n_a − s_a)
 *
 * with t the decision number. The paper's exponent c of ln T in the tail, 1/(t·(ln T)^c), is 0, as in practice.
 * Equal posteriors tie; of others that doubles cannot tell apart, an arm with more successes and no more failures has
 * the higher quantile, and the rest is compared in 96 decimals, as far as shapes are not so large that this takes
 * seconds (10⁵ in a simulation): beyond that it ties by tolerance. Rewards are 0 or 1. Regret attains the Lai–Robbins
 * bound. Kaufmann, Cappé & Garivier (2012).
 */
export const bayesUcb = definePolicy({
  kind: "bayes-ucb",
  label: "Bayes-UCB",
  rule: "The highest upper quantile of the Beta posteriors, of the level 1 − 1/t.",
  formula: String.raw`A_t = \operatorname*{argmax}_a q_a, \qquad \mathbb P(\theta_a > q_a) = \frac 1 t, \quad \theta_a \sim \operatorname{Beta}(\alpha + s_a,\; \beta + n_a - s_a)`,
  source: "Kaufmann, Cappé & Garivier (2012), On Bayesian upper confidence bounds for bandit problems",
  exactness:
    "a fraction: 1/(number of arms with the highest quantile), ties decided in 96 decimals or, for very large shapes, by tolerance",
  parameters: z.strictObject({
    alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
    beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
    tieBreak: tieBreakParameter,
  }),
  variants: [{ alpha: 0.5, beta: 4 }, { tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary }),
  costs: {
    pull: (_, workload) => quantileNanoseconds(workload),
    decision: stateNanoseconds,
    question: (_, armCount) => armCount * SOLVE_NANOSECONDS,
  },
  blockWeight: () => ({ fixed: 1024, perArm: 32 }),
  create: ({ alpha, beta, tieBreak }, { statistics, isQuestion, meter }) =>
    new RisingIndices(statistics, tieBreak, new QuantileIndex({ alpha, beta }, statistics, isQuestion, meter)),
  tabulate: ({ alpha, beta, tieBreak }, armCount, mostPulls) => {
    const table = risingIndexTable(
      (statistics) => new QuantileIndex({ alpha, beta }, statistics),
      tieBreak,
      SOLVE_NANOSECONDS,
      armCount,
      mostPulls,
      false,
    );
    const compared = armCount > 2 && mostPulls >= FIRST_COMPARED ? COMPARED_NANOSECONDS : 0;
    return { ...table, measuredToCreate: (table.measuredToCreate ?? table.nanosecondsToCreate) + compared };
  },
  posteriors: ({ alpha, beta }, statistics) =>
    betaPosteriors(
      Array.from(statistics.pulls, () => ({ alpha, beta })),
      statistics,
    ),
});

/** Quantiles of arms that have failed alike come near each other, the more the less rewards vary. */
function quantileNanoseconds(workload: Workload): number {
  const rivals = (15 * Math.max(0.05, 1 - workload.meanReward)) / Math.max(0.05, workload.deviation);
  return indexNanoseconds(workload, { pull: 1200, perArm: 2, rivals, exponent: 1.9 });
}

const SOLVE_NANOSECONDS = 4000;
/** The quantiles that a table of three arms and more has compared in 96 decimals, each once, at a few decisions. */
const COMPARED_NANOSECONDS = 1.5e7;
const FIRST_COMPARED = 10;

/**
 * What a quantile's log odds may be off by, in units of 2⁻⁵³·(1 + 1/α) times 1 + |log odds| + slope·(1 + budget), for
 * α < 1: found to be at most 4 for shapes from 10⁻³ to 10⁸, against 96 decimals.
 */
const ROUNDING = 16;

/** Roots of the largest shapes whose quantiles are compared in 96 decimals: in a simulation, and in a question for all arms. */
const SIMULATION_ROOT = 300;
const QUESTION_ROOTS = 100_000;

/** The index of Bayes-UCB as log odds, which rise with ln t and, as survival functions are log-concave, ever more slowly. */
class QuantileIndex implements RisingIndex {
  readonly untriedFirst = false;
  readonly doubtful = 1e-11;
  readonly #prior: BetaParameters;
  readonly #statistics: ArmStatistics;
  readonly #tails: BetaUpperTail[];
  readonly #indices: Float64Array;
  /** Of quantiles that are compared in 96 decimals. */
  readonly #largestShape: number;
  readonly #meter: WorkMeter | undefined;
  /** Comparisons in 96 decimals, at the decision in `#comparedAt`: a table of many states asks for the same ones. */
  readonly #compared = new Map<string, Comparison>();
  #comparedAt = 0;

  constructor(prior: BetaParameters, statistics: ArmStatistics, isQuestion = false, meter?: WorkMeter) {
    this.#meter = meter;
    // A comparison takes as long as the root of the shape, and a question may need one for every arm.
    const root = isQuestion ? QUESTION_ROOTS / statistics.armCount : SIMULATION_ROOT;
    this.#largestShape = Math.min(LARGEST_SHAPE, Math.ceil(root * root));
    this.#prior = prior;
    this.#statistics = statistics;
    this.#indices = new Float64Array(statistics.armCount);
    this.#tails = Array.from(statistics.pulls, () => new BetaUpperTail(prior.alpha, prior.beta));
  }
  budget(decision: number) {
    return log(decision);
  }
  refresh(arm: number) {
    const { pulls, rewardSums } = this.#statistics;
    const { alpha, beta } = betaPosterior(this.#prior, pulls[arm], rewardSums[arm]);
    this.#tails[arm] = new BetaUpperTail(alpha, beta);
  }
  solve(arm: number, budget: number, bound: number) {
    return (this.#indices[arm] = this.#tails[arm].logOdds(budget, bound));
  }
  margin(arm: number) {
    const index = this.#indices[arm];
    if (!Number.isFinite(index)) return 0;
    const unit = ROUNDING * 2 ** -53 * (1 + 1 / Math.min(1, this.#prior.alpha));
    return unit * (1 + Math.abs(index) + this.slope(arm) * (1 + this.budget(this.#statistics.decision)));
  }
  slope(arm: number) {
    return this.#tails[arm].slope;
  }
  compare(i: number, j: number, decision: number): Comparison {
    const { pulls, rewardSums } = this.#statistics;
    const successes = rewardSums[i] - rewardSums[j];
    const failures = pulls[i] - rewardSums[i] - (pulls[j] - rewardSums[j]);
    if (successes >= 0 && failures <= 0) return 1;
    if (successes <= 0 && failures >= 0) return -1;
    const [one, other] = [this.#shapes(i), this.#shapes(j)];
    const largest = Math.max(...[one, other].flatMap(({ alpha, beta }) => [alpha.toNumber(), beta.toNumber()]));
    if (largest > this.#largestShape) return undefined;
    if (this.#comparedAt !== decision) this.#compared.clear();
    this.#comparedAt = decision;
    const key = `${pulls[i]} ${rewardSums[i]} ${pulls[j]} ${rewardSums[j]}`;
    if (!this.#compared.has(key)) {
      this.#meter?.spend(exactComparisonNanoseconds(largest));
      this.#compared.set(key, compareUpperQuantiles(one, other, Rational.of(1, decision), this.#indices[i]));
    }
    return this.#compared.get(key);
  }

  /** The posterior of an arm, from a prior as it was written. */
  #shapes(arm: number) {
    const { pulls, rewardSums } = this.#statistics;
    return {
      alpha: Rational.fromDecimal(this.#prior.alpha).plus(Rational.of(rewardSums[arm])),
      beta: Rational.fromDecimal(this.#prior.beta).plus(Rational.of(pulls[arm] - rewardSums[arm])),
    };
  }
}
