import { log } from "../numerics/elementary.ts";
import { Rational } from "../numerics/rational.ts";
import { BetaUpperTail } from "../posteriors/beta-tails/beta-upper-tail.ts";
import { type BetaParameters, betaPosterior } from "../posteriors/beta.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { Comparison } from "../tied-arms.ts";
import type { WorkMeter } from "../work-meter.ts";
import { compareUpperQuantiles, exactComparisonNanoseconds, LARGEST_SHAPE } from "./beta-tail-exact.ts";
import type { RisingIndex } from "./rising-indices.ts";

/** Time to solve for a quantile in doubles. */
export const QUANTILE_NANOSECONDS = 4000;

/**
 * The largest error of a quantile's log odds, in units of 2⁻⁵³·(1 + 1/α) times 1 + |log odds| + slope·(1 + budget), with
 * 1/α for α < 1. Comparison with 96 decimals found at most 4 for shapes from 10⁻³ to 10⁸.
 */
const ROUNDING = 16;

/**
 * Square roots of the largest shapes whose quantiles are compared in 96 decimals: in a simulation, and (summed over all
 * arms) in a question.
 */
const SIMULATION_ROOT = 300;
const QUESTION_ROOTS = 100_000;

/** The index of Bayes-UCB as log odds. They rise with ln t, ever more slowly, because survival functions are log-concave. */
export class QuantileIndex implements RisingIndex {
  readonly untriedFirst = false;
  readonly doubtful = 1e-11;
  readonly #prior: BetaParameters;
  readonly #statistics: ArmStatistics;
  readonly #tails: BetaUpperTail[];
  readonly #indices: Float64Array;
  /** The largest shape whose quantiles are compared in 96 decimals. */
  readonly #largestShape: number;
  readonly #meter: WorkMeter | undefined;
  /** Comparisons in 96 decimals, for the decision in `#comparedAt`; a table of many states asks for the same ones. */
  readonly #compared = new Map<string, Comparison>();
  #comparedAt = 0;

  constructor(prior: BetaParameters, statistics: ArmStatistics, isQuestion = false, meter?: WorkMeter) {
    this.#meter = meter;
    // A comparison's time grows with the root of the shape, and a question may need one for every arm.
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

  /** The posterior of an arm, with the prior read as the decimals that were written. */
  #shapes(arm: number) {
    const { pulls, rewardSums } = this.#statistics;
    return {
      alpha: Rational.fromDecimal(this.#prior.alpha).plus(Rational.of(rewardSums[arm])),
      beta: Rational.fromDecimal(this.#prior.beta).plus(Rational.of(pulls[arm] - rewardSums[arm])),
    };
  }
}
