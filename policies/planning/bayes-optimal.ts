import * as z from "zod";
import { type BetaParameters, betaPosteriors } from "../posteriors/beta.ts";
import { definePolicy, type Policy, stateNanoseconds } from "../policy.ts";
import { tieBreakParameter } from "../parameters.ts";
import type { TieBreak } from "../tied-arms.ts";
import { rewardSpaces } from "../reward-space.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { WorkMeter } from "../work-meter.ts";
import { TiedArms } from "../tied-arms.ts";
import type { BayesOptimalPlan } from "./bayes-optimal-plan.ts";
import { bayesOptimalPlan } from "./bayes-optimal-value.ts";
import { planningNanoseconds } from "./plan-limits.ts";
import { longestHorizon } from "./plan-limits.ts";
import { shapeParameter } from "../posteriors/family.ts";
import { exactBestArms, exactPlayNanoseconds } from "./exact-play.ts";

const parameters = z.strictObject({
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  tieBreak: tieBreakParameter,
});

/**
 * The Bayes-optimal policy for a known horizon: no policy has a larger expected sum of T rewards, averaged over means
 * drawn from the prior.
 *
 *   A_t = argmax_a μ_a(x)·(1 + V(x + success of a)) + (1 − μ_a(x))·V(x + failure of a),   V = 0 after T pulls
 *
 * with x the posteriors Beta(α + s_a, β + n_a − s_a), μ_a their means and V the maximum. Arms whose values agree to
 * about 10⁻¹³ are compared exactly if there are few states: in the whole plan (up to 29 pulls of two arms, 15 of three),
 * or from a question's state on. Otherwise their values count as equal if their residues modulo two primes are (unequal
 * values pass with a probability of 3·10⁻¹⁶ a decision); if not, the arms tie by tolerance. Rewards are 0 or 1. Planned
 * once; see `BayesOptimalPlan` for the cost. Bradt, Johnson & Karlin (1956); Jacko (2019).
 */
export const bayesOptimal = definePolicy({
  kind: "bayes-optimal",
  label: "Bayes-optimal",
  rule: "Plays the arm that maximises the expected sum of rewards up to the horizon, under Beta priors.",
  formula: String.raw`A_t = \operatorname*{argmax}_a \left[ \mu_a \bigl(1 + V(x + \text{success}_a)\bigr) + (1 - \mu_a)\, V(x + \text{failure}_a) \right], \qquad \mu_a = \frac{\alpha + s_a}{\alpha + \beta + n_a}`,
  source: "Bradt, Johnson & Karlin (1956); Jacko (2019), The finite-horizon two-armed bandit problem",
  exactness:
    "a fraction: 1/(number of best arms), by backward induction. Values that agree to 10⁻¹³ are compared in integers, or modulo two primes if too many states are left: unequal values then pass for equal with a probability of 3·10⁻¹⁶ a decision, or tie by tolerance",
  parameters,
  variants: [{ alpha: 2, beta: 0.5 }, { tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary, horizon: "known" }),
  costs: {
    pull: (_, { armCount }) => 500 + 100 * armCount,
    once: (_, { armCount, horizon }) => planningNanoseconds(armCount, horizon),
    decision: stateNanoseconds,
    question: (_, armCount, horizon = 0) => TELLING_TIES * planningNanoseconds(armCount, horizon),
  },
  blockWeight: () => ({ fixed: 128, perArm: 0 }),
  create: ({ alpha, beta, tieBreak }, { statistics, horizon, isQuestion = false, meter }) => {
    if (horizon === undefined) throw new RangeError("bayes-optimal needs a horizon");
    const priors = Array.from({ length: statistics.armCount }, () => ({ alpha, beta }));
    return new BayesOptimal(priors, horizon, tieBreak, statistics, isQuestion, meter);
  },
  longestHorizon,
  posteriors: ({ alpha, beta }, statistics) =>
    betaPosteriors(
      Array.from(statistics.pulls, () => ({ alpha, beta })),
      statistics,
    ),
});

/** The factor by which a plan takes longer if it tells ties by tolerance from other ties. */
const TELLING_TIES = 3;

class BayesOptimal implements Policy {
  readonly #priors: readonly BetaParameters[];
  readonly #horizon: number;
  readonly #statistics: ArmStatistics;
  readonly #isQuestion: boolean;
  readonly #meter: WorkMeter | undefined;
  /** Successes and failures of every arm, in turn. */
  readonly #counts: Int32Array;
  /** The best arms, ascending. */
  readonly #best: TiedArms;
  #isSettled = false;
  /** Whether the best arms were found by a plan that tells ties by tolerance from exact ones. */
  #told = false;

  constructor(
    priors: readonly BetaParameters[],
    horizon: number,
    tieBreak: TieBreak,
    statistics: ArmStatistics,
    isQuestion: boolean,
    meter: WorkMeter | undefined,
  ) {
    this.#meter = meter;
    this.#priors = priors;
    this.#horizon = horizon;
    this.#statistics = statistics;
    this.#isQuestion = isQuestion;
    this.#counts = new Int32Array(2 * priors.length);
    this.#best = new TiedArms(priors.length, tieBreak);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#priors.length; arm++) this.update(arm);
  }
  update(arm: number) {
    const successes = this.#statistics.rewardSums[arm];
    this.#counts[2 * arm] = successes;
    this.#counts[2 * arm + 1] = this.#statistics.pulls[arm] - successes;
    this.#isSettled = false;
  }
  select(random: Random) {
    return this.#findBest(this.#isQuestion).pick(random);
  }
  selectionProbabilities() {
    return this.#findBest(true).law((i, j) => this.#isAlike(i, j));
  }
  fillProbabilities(out: Float64Array) {
    this.#findBest(this.#isQuestion).fill(out);
  }
  get isTieByTolerance() {
    return this.#findBest(true).isByTolerance;
  }

  #isAlike(i: number, j: number): boolean {
    const counts = this.#counts;
    return counts[2 * i] === counts[2 * j] && counts[2 * i + 1] === counts[2 * j + 1];
  }

  /**
   * Planned lazily: descriptions need no plan.
   *
   * @param tellsTies whether to tell ties by tolerance from other ties, which changes the choice only in a question
   */
  #findBest(tellsTies: boolean): TiedArms {
    if (this.#isSettled && (this.#told || !tellsTies)) return this.#best;
    const counts = this.#counts;
    const plan = bayesOptimalPlan(this.#priors, this.#horizon, tellsTies);
    this.#take(plan.bestArms(counts));
    if (tellsTies && this.#areUnlike()) this.#decide(plan);
    this.#isSettled = true;
    this.#told = tellsTies;
    return this.#best;
  }

  #take(set: number): void {
    this.#best.clear();
    for (let arm = 0; arm < this.#priors.length; arm++) if (set & (1 << arm)) this.#best.add(arm);
  }

  #areUnlike(): boolean {
    const [first] = this.#best.all;
    return this.#best.all.some((arm) => !this.#isAlike(arm, first));
  }

  /** Decides exactly in a question with few states to come, else by residues. */
  #decide(plan: BayesOptimalPlan): void {
    const left = this.#horizon - this.#statistics.totalPulls;
    if (this.#isQuestion) this.#meter?.spend(exactPlayNanoseconds(this.#priors.length, left));
    const exact = this.#isQuestion ? exactBestArms(this.#priors, this.#counts, left) : undefined;
    if (exact === undefined) this.#best.isByTolerance = plan.isByTolerance(this.#counts);
    else this.#take(exact);
  }
}
