import { log } from "../numerics/elementary.ts";
import {
  bernoulliEntropy,
  divergenceLogOdds,
  quickDivergenceLogOdds,
  riseAbove,
} from "../numerics/bernoulli-divergence.ts";
import { exactDivergenceBound } from "../numerics/bernoulli-divergence-exact.ts";
import {
  FRACTION_BITS,
  fixedLogarithm,
  fixedLogarithmOf,
  fixedMultiply,
  fixedRational,
} from "../numerics/fixed-point.ts";
import { Rational } from "../numerics/rational.ts";
import { wholeLog } from "../numerics/tabulated.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { WorkMeter } from "../work-meter.ts";
import type { RisingIndex } from "./rising-indices.ts";

/** Time to solve for an index in doubles. */
export const ENTROPY_NANOSECONDS = 1000;
/** Time to compute an index in 78 decimals. */
const EXACT_NANOSECONDS = 400_000;

/** Four times the largest error of quickDivergenceLogOdds. */
const ROUNDING = 64 * 2 ** -53;

/** Exact indices closer than 2⁻²⁶⁰ tie by tolerance, since their rounding errors may be that large. */
const CERTAIN = 1n << (FRACTION_BITS - 260n);

/** The index of KL-UCB as log odds, which keep their digits near 0 and near 1. */
export class EntropyIndex implements RisingIndex {
  readonly untriedFirst = true;
  readonly doubtful = 1e-11;
  readonly #c: number;
  readonly #statistics: ArmStatistics;
  readonly #means: Float64Array;
  readonly #complements: Float64Array;
  readonly #entropies: Float64Array;
  readonly #indices: Float64Array;
  readonly #slopes: Float64Array;
  readonly #margins: Float64Array;
  readonly #meter: WorkMeter | undefined;
  /** Indices in 78 decimals, for the decision in `#exactAt`. */
  readonly #exact = new Map<number, bigint>();
  #exactAt = 0;

  constructor(c: number, statistics: ArmStatistics, meter?: WorkMeter) {
    this.#meter = meter;
    this.#c = c;
    this.#statistics = statistics;
    this.#means = new Float64Array(statistics.armCount);
    this.#complements = new Float64Array(statistics.armCount);
    this.#entropies = new Float64Array(statistics.armCount);
    this.#indices = new Float64Array(statistics.armCount);
    this.#slopes = new Float64Array(statistics.armCount);
    this.#margins = new Float64Array(statistics.armCount);
  }
  budget(decision: number) {
    const logarithm = wholeLog(decision);
    return this.#c === 0 || decision === 1 ? logarithm : Math.max(0, logarithm + this.#c * log(logarithm));
  }
  refresh(arm: number) {
    this.#exact.clear();
    const isUntried = this.#statistics.pulls[arm] === 0;
    const mean = isUntried ? 0 : unit(this.#statistics.sampleMean(arm));
    const complement = isUntried ? 1 : unit(this.#statistics.sampleComplement(arm));
    this.#means[arm] = mean;
    this.#complements[arm] = complement;
    this.#entropies[arm] = mean === 0 || complement === 0 ? 0 : bernoulliEntropy(mean, complement);
  }
  solve(arm: number, budget: number, bound: number) {
    const mean = this.#means[arm];
    const complement = this.#complements[arm];
    const share = budget / this.#statistics.pulls[arm];
    // Without a bound, start at the index before the arm's last pull, which is near.
    const start = bound < Infinity ? bound : this.#indices[arm];
    const index =
      mean > 0 && complement > 0 && budget > 0
        ? quickDivergenceLogOdds(mean, complement, this.#entropies[arm], share, start)
        : divergenceLogOdds(mean, complement, share, bound);
    this.#indices[arm] = index;
    // d(p, q(y)) has the derivative q − p in y. An index of 1 stays where it is.
    const slope = complement === 0 ? 0 : 1 / (this.#statistics.pulls[arm] * riseAbove(mean, complement, index));
    this.#slopes[arm] = slope;
    const off = ROUNDING * (this.#entropies[arm] + share) * this.#statistics.pulls[arm] * slope;
    this.#margins[arm] = Number.isFinite(index) && Number.isFinite(slope) ? off + ROUNDING * (1 + Math.abs(index)) : 0;
    return index;
  }
  slope(arm: number) {
    return this.#slopes[arm];
  }
  margin(arm: number) {
    return this.#margins[arm];
  }
  compare(i: number, j: number, decision: number) {
    // The index of arms with only successes is 1, for any budget.
    if (this.#complements[i] === 0 && this.#complements[j] === 0) return 0;
    const [one, other] = [this.#exactMean(i), this.#exactMean(j)];
    const byMean = sign(one.minus(other).numerator);
    const { pulls } = this.#statistics;
    if (pulls[i] === pulls[j]) return byMean;
    const budget = this.#exactBudget(decision);
    if (budget <= 0n) return byMean;
    // Of equal means, the arm with fewer pulls has the wider bound.
    if (byMean === 0) return Math.sign(pulls[j] - pulls[i]);
    const difference = this.#exactIndex(i, one, budget, decision) - this.#exactIndex(j, other, budget, decision);
    return difference < CERTAIN && difference > -CERTAIN ? undefined : sign(difference);
  }

  #exactIndex(arm: number, mean: Rational, budget: bigint, decision: number): bigint {
    if (this.#exactAt !== decision) this.#exact.clear();
    this.#exactAt = decision;
    const known = this.#exact.get(arm);
    if (known !== undefined) return known;
    this.#meter?.spend(EXACT_NANOSECONDS);
    const pulls = this.#statistics.pulls[arm];
    const logOdds = divergenceLogOdds(this.#means[arm], this.#complements[arm], this.budget(decision) / pulls);
    const index = exactDivergenceBound(mean, budget / BigInt(pulls), logOdds);
    this.#exact.set(arm, index);
    return index;
  }

  #exactMean(arm: number): Rational {
    const mean = this.#statistics.exactMean(arm);
    if (mean.numerator <= 0n) return Rational.zero;
    return mean.numerator >= mean.denominator ? Rational.one : mean;
  }

  /** The budget in fixed point; 0 at decision 1. */
  #exactBudget(decision: number): bigint {
    if (decision === 1) return 0n;
    const logarithm = fixedLogarithm(decision);
    const weight = fixedRational(Rational.fromDecimal(this.#c));
    return logarithm + fixedMultiply(weight, fixedLogarithmOf(logarithm));
  }
}

/** A mean outside [0, 1] counts as the nearer end. */
function unit(mean: number): number {
  return Math.min(1, Math.max(0, mean));
}

function sign(value: bigint): number {
  return value === 0n ? 0 : value > 0n ? 1 : -1;
}
