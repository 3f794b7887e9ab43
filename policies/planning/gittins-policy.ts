import { Rational } from "../numerics/rational.ts";
import type { Policy } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";
import type { WorkMeter } from "../work-meter.ts";
import type { GittinsBracket } from "./gittins-index.ts";
import { indexNanoseconds } from "./gittins-nanoseconds.ts";
import { type GittinsBrackets, gittinsBrackets } from "./gittins-brackets.ts";
import { compareParts, preciseGittinsIndex, preciseGittinsNanoseconds } from "./precise-gittins.ts";

/** Indices that agree to this (relative) tie: they are known to 10⁻¹². */
const TIE_TOLERANCE = 2e-12;

/** The most indices to compute in 25 digits for one decision: up to 0.3 s each. */
const MOST_PRECISE = 8;

/** A final bracket takes three or four passes, the last ones longest. */
const PASS_SHARE = 1 / 3;

/** Plays the arm with the highest Gittins index, from brackets only as narrow as it takes to tell the leaders. */
export class GittinsPolicy implements Policy {
  readonly #prior: BetaParameters;
  readonly #discount: number;
  readonly #isQuestion: boolean;
  readonly #meter: WorkMeter | undefined;
  readonly #known: GittinsBrackets;
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
    this.#known = gittinsBrackets(prior, discount);
    this.#statistics = statistics;
    this.#leaders = new TiedArms(statistics.armCount, tieBreak);
    const untried = this.#known.bracket(0, 0);
    this.#brackets = Array.from({ length: statistics.armCount }, () => untried);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#brackets.length; arm++) this.update(arm);
  }
  update(arm: number) {
    this.#brackets[arm] = this.#known.bracket(this.#statistics.pulls[arm], this.#statistics.rewardSums[arm]);
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
  /** Narrows the bracket of every arm as far as it goes. */
  armValues() {
    const values = Float64Array.from(this.#brackets, (bracket) => {
      while (!bracket.isFinal) {
        this.#meter?.spend(PASS_SHARE * indexNanoseconds(this.#discount));
        bracket.deepen();
      }
      return bracket.value;
    });
    return { kind: "index" as const, values };
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

  /** The sign of the difference of two indices that are about equal; undefined if it is not certain. */
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

  /** Computed for the first few states of a decision only. */
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

  /** The posterior of an arm, with the prior read as the decimals that were written. */
  #shapes(arm: number) {
    const { pulls, rewardSums } = this.#statistics;
    return {
      alpha: Rational.fromDecimal(this.#prior.alpha).plus(Rational.of(rewardSums[arm])),
      beta: Rational.fromDecimal(this.#prior.beta).plus(Rational.of(pulls[arm] - rewardSums[arm])),
    };
  }
}

/**
 * The arms with the highest index, ascending. Brackets that reach the highest lower bound are narrowed until all of them
 * belong to one state, or are final.
 *
 * The answer does not depend on how narrow the brackets were before. A final bracket does not depend on the way to it,
 * and the arms kept are those whose values are within the tolerance of the highest. A bracket only narrows and holds its
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
