import * as z from "zod";
import { evenShares, indexSelectionTable } from "../tables/index-selection-table.ts";
import { pow } from "../numerics/elementary.ts";
import { GittinsBracket } from "./gittins-index.ts";
import { compareParts, preciseGittinsIndex, preciseGittinsNanoseconds } from "./precise-gittins.ts";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, type Policy, type TieBreak, tieBreakParameter, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { type BetaParameters, betaPosteriors } from "../posteriors/beta.ts";
import { shapeParameter } from "../posteriors/family.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";
import type { WorkMeter } from "../work-meter.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";
import { GittinsBounds, gittinsBoundsNanoseconds, gittinsIndicesLeft } from "../tables/gittins-bounds.ts";
import { statesNanoseconds } from "./gittins-nanoseconds.ts";
import { type GittinsTable, gittinsTable } from "./gittins-table.ts";

/** Indices that agree to this, relatively, are a tie: they are known to 10⁻¹². */
const TIE_TOLERANCE = 2e-12;

/** Indices that are looked at in 25 digits for one decision: up to 0.3 s each. */
const MOST_PRECISE = 8;

const parameters = z.strictObject({
  discount: z.number().min(0).max(0.99).default(0.9).meta({
    title: "discount",
    symbol: "\\gamma",
    description: "What a reward is worth one pull later. 0 is greedy on the posterior means; near 1 takes longer.",
  }),
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  tieBreak: tieBreakParameter,
});

/**
 * Gittins: the arm with the highest Gittins index of its Beta posterior. No policy has a larger expected discounted sum
 * of rewards over an endless future, averaged over means drawn from the prior.
 *
 *   A_t = argmax I(α + s_a, β + n_a − s_a),   I = sup_τ E[Σ_{t<τ} γᵗ·r_t] / E[Σ_{t<τ} γᵗ]
 *
 * Rewards are 0 or 1. Equal posteriors tie. An arm with more successes and no more failures has the higher index, and
 * without a future the index is the mean, which is compared exactly. A question looks at other indices that agree to
 * 2·10⁻¹² relatively in 25 digits, for discounts up to 0.94; else they tie by tolerance. Indices are bracketed, and
 * only as narrowly as it takes to tell the leaders: a new state costs some 10 µs, close rivals up to 2 ms at γ = 0.9
 * and 100 ms at 0.99; states seen before are remembered. Gittins (1979).
 */
export const gittins = definePolicy({
  kind: "gittins",
  label: "Gittins",
  rule: "The arm with the highest Gittins index of its Beta posterior: optimal for discounted rewards without end.",
  formula: String.raw`A_t = \operatorname*{argmax}_a I(\alpha + s_a,\; \beta + n_a - s_a), \qquad I = \sup_{\tau \ge 1} \frac{\mathbb E \sum_{t < \tau} \gamma^t r_t}{\mathbb E \sum_{t < \tau} \gamma^t}`,
  source: "Gittins (1979); Gittins, Glazebrook & Weber (2011), Multi-armed bandit allocation indices, §8",
  exactness:
    "a fraction: 1/(number of arms with the highest index); unequal posteriors whose indices agree to 2·10⁻¹², or to 25 digits for discounts up to 0.94, tie by tolerance",
  parameters,
  variants: [
    { discount: 0.6, alpha: 0.5, beta: 2 },
    { discount: 0, tieBreak: "first" },
  ],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary }),
  costs: {
    pull: (_, { armCount }) => 200 + 7 * armCount,
    once: ({ discount }, workload) => statesNanoseconds(discount, workload),
    decision: stateNanoseconds,
    // How many indices are close shows only on the way: mostly those of two leaders, if any.
    question: ({ discount }, armCount) => STATE_NANOSECONDS * armCount + 2 * indexNanoseconds(discount),
  },
  blockWeight: ({ discount }) => {
    const ahead = 0.1 / (1 - discount);
    const effort = Math.max(1, Math.round(ahead * ahead));
    return { fixed: 512 * effort, perArm: 8 * effort };
  },
  create: ({ discount, alpha, beta, tieBreak }, { statistics, isQuestion, meter }) =>
    new Gittins({ alpha, beta }, discount, tieBreak, statistics, isQuestion, meter),
  tabulate: ({ discount, alpha, beta, tieBreak }, armCount, mostPulls) =>
    indexSelectionTable({
      armCount,
      mostPulls,
      bounds: () => new GittinsBounds({ alpha, beta }, discount, mostPulls),
      shares: evenShares(tieBreak),
      policyOn: (statistics) => new Gittins({ alpha, beta }, discount, tieBreak, statistics),
      nanosecondsToCreate:
        gittinsBoundsNanoseconds(discount, mostPulls) +
        gittinsIndicesLeft(discount, mostPulls) * indexNanoseconds(discount),
      bytes: STATE_BYTES * (mostPulls * mostPulls),
    }),
  posteriors: ({ alpha, beta }, statistics) =>
    betaPosteriors(
      Array.from(statistics.pulls, () => ({ alpha, beta })),
      statistics,
    ),
});

/** Of the first bracket of an index. */
const STATE_NANOSECONDS = 2000;
/** A final bracket takes three or four passes, the last ones longest. */
const PASS_SHARE = 1 / 3;

/** Of bounds and brackets of the T²/2 states of an arm. */
const STATE_BYTES = 100;

/** What a final bracket takes, roughly: a pass looks ahead as far as the discount leaves 10⁻¹². */
function indexNanoseconds(discount: number): number {
  return 15 * pow(28 / (1 - discount), 2);
}

class Gittins implements Policy {
  readonly #prior: BetaParameters;
  readonly #discount: number;
  readonly #isQuestion: boolean;
  readonly #meter: WorkMeter | undefined;
  readonly #table: GittinsTable;
  readonly #statistics: ArmStatistics;
  readonly #brackets: GittinsBracket[];
  /** The arms with the highest index, ascending. */
  readonly #leaders: TiedArms;
  #isSettled = false;
  readonly #precise = new Map<GittinsBracket, ReturnType<typeof preciseGittinsIndex>>();

  constructor(
    prior: BetaParameters,
    discount: number,
    tieBreak: TieBreak,
    statistics: ArmStatistics,
    isQuestion = false,
    meter?: WorkMeter,
  ) {
    this.#meter = meter;
    this.#isQuestion = isQuestion;
    this.#prior = prior;
    this.#discount = discount;
    this.#table = gittinsTable(prior, discount);
    this.#statistics = statistics;
    this.#leaders = new TiedArms(statistics.armCount, tieBreak);
    const untried = this.#table.bracket(0, 0);
    this.#brackets = Array.from({ length: statistics.armCount }, () => untried);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#brackets.length; arm++) this.update(arm);
  }
  update(arm: number) {
    this.#brackets[arm] = this.#table.bracket(this.#statistics.pulls[arm], this.#statistics.rewardSums[arm]);
    this.#isSettled = false;
  }
  select(random: Random) {
    return this.#findLeaders().pick(random);
  }
  selectionProbabilities() {
    return this.#findLeaders().law((i, j) => this.#isAlike(i, j));
  }
  fillProbabilities(out: Float64Array) {
    this.#findLeaders().fill(out);
  }
  get isTieByTolerance() {
    return this.#leaders.isByTolerance;
  }

  #findLeaders(): TiedArms {
    if (this.#isSettled) return this.#leaders;
    this.#isSettled = true;
    this.#leaders.clear();
    for (const arm of leadersOf(this.#brackets, () =>
      this.#meter?.spend(PASS_SHARE * indexNanoseconds(this.#discount)),
    ))
      this.#leaders.add(arm);
    const [first] = this.#leaders.all;
    this.#precise.clear();
    if (this.#leaders.all.some((arm) => !this.#isAlike(arm, first)))
      this.#leaders.keepBest((i, j) => this.#compare(i, j));
    return this.#leaders;
  }

  #isAlike(i: number, j: number): boolean {
    const { pulls, rewardSums } = this.#statistics;
    return pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j];
  }

  /** The sign of the difference of two indices that are about equal, as far as it is known for certain. */
  #compare(i: number, j: number): Comparison {
    if (this.#isAlike(i, j)) return 0;
    const { pulls, rewardSums } = this.#statistics;
    const successes = rewardSums[i] - rewardSums[j];
    const failures = pulls[i] - rewardSums[i] - (pulls[j] - rewardSums[j]);
    if (successes >= 0 && failures <= 0) return 1;
    if (successes <= 0 && failures >= 0) return -1;
    if (this.#discount > 0) return this.#isQuestion ? this.#comparePrecisely(i, j) : undefined;
    const { numerator } = this.#mean(i).minus(this.#mean(j));
    return numerator > 0n ? 1 : numerator < 0n ? -1 : 0;
  }

  #comparePrecisely(i: number, j: number): Comparison {
    const [one, other] = [this.#preciseIndex(i), this.#preciseIndex(j)];
    if (one === undefined || other === undefined) return undefined;
    if (compareParts(one.lower, other.upper) > 0) return 1;
    return compareParts(one.upper, other.lower) < 0 ? -1 : undefined;
  }

  /** Of the first few states that are asked for at a decision. */
  #preciseIndex(arm: number) {
    const bracket = this.#brackets[arm];
    if (!this.#precise.has(bracket) && this.#precise.size < MOST_PRECISE) {
      const { alpha, beta } = this.#shapes(arm);
      this.#meter?.spend(preciseGittinsNanoseconds(this.#discount));
      this.#precise.set(bracket, preciseGittinsIndex(alpha, beta, Rational.fromDecimal(this.#discount), bracket.lower));
    }
    return this.#precise.get(bracket);
  }

  #mean(arm: number): Rational {
    const { alpha, beta } = this.#shapes(arm);
    return alpha.over(alpha.plus(beta));
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

/**
 * The arms with the highest index, ascending: brackets that reach up to the highest lower bound are made narrower until
 * they are of one state, or final.
 *
 * The answer does not depend on how narrow the brackets were before. A final bracket is the same whatever the way to
 * it, and what is kept of it are the values within the tolerance of the highest. A bracket only narrows and holds its
 * value: an arm that falls out earlier, with upper < (1 − 2τ)·lower of another, has a final value below (1 − 2τ) times
 * the other's, so that it is neither the highest nor within the tolerance of it.
 *
 * @param spend called before every pass over a bracket
 */
function leadersOf(brackets: readonly GittinsBracket[], spend: () => void): number[] {
  for (;;) {
    let highest = 0;
    for (const { lower } of brackets) if (lower > highest) highest = lower;
    const reached = highest * (1 - 2 * TIE_TOLERANCE);
    const rivals: number[] = [];
    for (let arm = 0; arm < brackets.length; arm++) if (brackets[arm].upper >= reached) rivals.push(arm);
    const states = new Set(rivals.map((arm) => brackets[arm]));
    if (states.size === 1) return rivals;
    const rough = [...states].filter(({ isFinal }) => !isFinal);
    if (rough.length === 0) {
      const tied = Math.max(...rivals.map((arm) => brackets[arm].value)) * (1 - TIE_TOLERANCE);
      return rivals.filter((arm) => brackets[arm].value >= tied);
    }
    for (const bracket of rough) {
      spend();
      bracket.deepen();
    }
  }
}
