import { pow } from "../numerics/elementary.ts";
import {
  FRACTION_BITS,
  fixedLogarithm,
  fixedMultiply,
  fixedRational,
  fixedSquareRoot,
} from "../numerics/fixed-point.ts";
import { bitLength, Rational } from "../numerics/rational.ts";
import { inverseRoot, rootLog } from "../numerics/tabulated.ts";
import type { Policy, TieBreak, Workload } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";
import type { WorkMeter } from "../work-meter.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";

/** What multiplies 1/√n in the index: √(c²·ln of a whole number). */
export interface Bonus {
  /** c, as a double. */
  coefficient: number;
  /** c², exactly. */
  factor: Rational;
  /** The whole number under the logarithm, from the pulls so far. */
  logarithmOf(totalPulls: number): number;
}

/** What a simulated pull takes: the more, the less rewards vary, for arms of few or only successes are much alike. */
export function upperConfidenceNanoseconds(workload: Workload): number {
  const rivals = 1.6 * pow(Math.min(1, Math.max(0.01, workload.deviation * workload.deviation)), -0.8);
  return indexNanoseconds(workload, { untried: 1.3, pull: 24, perArm: 0.05, rivals, exponent: 1.55 });
}

/** What an index in 96 decimals takes. */
const EXACT_NANOSECONDS = 75_000;

/** Indices closer than this, relatively, are compared in 96 decimals: doubles are right to about 10⁻¹⁵. */
export const DOUBTFUL = 1e-12;

/** Indices in fixed point that are closer than 2⁻²⁶⁰ tie by tolerance. */
const UNTOLD = 1n << (FRACTION_BITS - 260n);

/**
 * Upper confidence: untried arms first, then an arm with the highest index
 *
 *   U(a) = s_a/n_a + √(c²·ln m / n_a),   m the decision number or the pulls so far.
 *
 * Ties are exact. ln m is transcendental for whole m ≥ 2 and so is its root times an algebraic c > 0, hence two indices
 * are equal only where (n, s) are, or, where the bonus is zero or n is equal, where the means are. Indices that doubles
 * cannot tell apart are compared in 96 decimals.
 *
 * An arm's index only rises while the arm is not pulled, and slowly. So arms are kept in the order of their indices at a
 * later m, which bound those before it, and a decision looks at the first few until the next bound is below the highest
 * index. O(K) where all indices are about equal, and once in every eighth of the pulls.
 */
export class UpperConfidence implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #bonus: Bonus;
  readonly #meter: WorkMeter | undefined;
  readonly #means: Float64Array;
  /** 1/√n of every arm. */
  readonly #widths: Float64Array;
  /** Arms by their bounds, descending. */
  readonly #order: Int32Array;
  readonly #bounds: Float64Array;
  /** The bounds hold as long as m is not above this; 0 without bounds. */
  #boundedUntil = 0;
  #boundScale = 0;
  readonly #leaders: TiedArms;
  /** Whether the leaders are those of the statistics as they stand: repeated draws of one decision need no new scan. */
  #isSettled = false;
  #untried = 0;

  constructor(statistics: ArmStatistics, tieBreak: TieBreak, bonus: Bonus, meter?: WorkMeter) {
    this.#meter = meter;
    this.#statistics = statistics;
    this.#bonus = bonus;
    this.#means = new Float64Array(statistics.armCount);
    this.#widths = new Float64Array(statistics.armCount);
    this.#order = Int32Array.from({ length: statistics.armCount }, (_, arm) => arm);
    this.#bounds = new Float64Array(statistics.armCount);
    this.#leaders = new TiedArms(statistics.armCount, tieBreak);
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    this.#boundedUntil = 0;
    for (let arm = 0; arm < this.#means.length; arm++) {
      this.#order[arm] = arm;
      if (this.#statistics.pulls[arm] === 0) this.#untried++;
      else this.#refresh(arm);
    }
  }

  update(arm: number): void {
    this.#isSettled = false;
    if (this.#statistics.pulls[arm] === 1) this.#untried--;
    this.#refresh(arm);
    if (this.#boundedUntil > 0) this.#place(arm);
  }

  #refresh(arm: number): void {
    this.#means[arm] = this.#statistics.sampleMean(arm);
    this.#widths[arm] = inverseRoot(this.#statistics.pulls[arm]);
  }

  select(random: Random): number {
    if (!this.#isSettled) this.#findLeaders();
    return this.#leaders.pick(random);
  }

  selectionProbabilities() {
    if (!this.#isSettled) this.#findLeaders();
    const { pulls, rewardSums } = this.#statistics;
    return this.#leaders.law((i, j) => pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j]);
  }

  get isTieByTolerance(): boolean {
    return this.#leaders.isByTolerance;
  }

  fillProbabilities(out: Float64Array): void {
    if (!this.#isSettled) this.#findLeaders();
    this.#leaders.fill(out);
  }

  #findLeaders(): void {
    this.#isSettled = true;
    const leaders = this.#leaders;
    leaders.isByTolerance = false;
    if (this.#untried > 0) {
      leaders.takeUntried(this.#statistics.pulls);
      return;
    }
    const m = this.#bonus.logarithmOf(this.#statistics.totalPulls);
    if (m > this.#boundedUntil) this.#renewBounds(m);
    const scale = this.#bonus.coefficient * rootLog(m);
    const order = this.#order;
    const bounds = this.#bounds;
    const means = this.#means;
    const widths = this.#widths;
    const candidates = leaders.arms;
    let count = 0;
    let highest = -Infinity;
    let doubtful = -Infinity;
    for (let place = 0; place < order.length && bounds[place] >= doubtful; place++) {
      const arm = order[place];
      const index = means[arm] + scale * widths[arm];
      if (index < doubtful) continue;
      if (index > highest) {
        const margin = DOUBTFUL * (Math.abs(index) + scale);
        if (index - margin > highest) count = 0;
        highest = index;
        doubtful = index - margin;
      }
      candidates[count++] = arm;
    }
    leaders.count = count;
    if (count > 1) this.#settle(scale, doubtful);
  }

  /** Bounds for the next eighth of the pulls; the order hardly changes, so it is mended from place to place. */
  #renewBounds(m: number): void {
    this.#boundedUntil = m + Math.floor(m / 8) + 8;
    this.#boundScale = this.#bonus.coefficient * rootLog(this.#boundedUntil);
    const order = this.#order;
    for (let sorted = 0; sorted < order.length; sorted++) this.#rise(order[sorted], sorted);
  }

  /** Puts an arm that was pulled where its bound belongs. */
  #place(arm: number): void {
    const order = this.#order;
    const bounds = this.#bounds;
    let place = 0;
    while (order[place] !== arm) place++;
    const bound = this.#means[arm] + this.#boundScale * this.#widths[arm];
    for (; place + 1 < order.length && bounds[place + 1] > bound; place++) {
      order[place] = order[place + 1];
      bounds[place] = bounds[place + 1];
    }
    this.#rise(arm, place);
  }

  /** Moves an arm from a place towards the front, past all lower bounds. */
  #rise(arm: number, place: number): void {
    const order = this.#order;
    const bounds = this.#bounds;
    const bound = this.#means[arm] + this.#boundScale * this.#widths[arm];
    for (; place > 0 && bounds[place - 1] < bound; place--) {
      order[place] = order[place - 1];
      bounds[place] = bounds[place - 1];
    }
    order[place] = arm;
    bounds[place] = bound;
  }

  /** Of the arms that are about equal, those with the highest index, exactly. */
  #settle(scale: number, doubtful: number): void {
    const leaders = this.#leaders;
    const candidates = leaders.arms;
    const [found, first] = [leaders.count, candidates[0]];
    let count = 0;
    let isEven = true;
    for (let i = 0; i < found; i++) {
      const arm = candidates[i];
      isEven &&= arm === first || this.#statistics.areAlike(arm, first);
      // Some were near a lower index than the highest.
      if (this.#means[arm] + scale * this.#widths[arm] >= doubtful) candidates[count++] = arm;
    }
    leaders.count = count;
    leaders.sort();
    if (!isEven) leaders.keepBest(this.#comparison(scale === 0));
  }

  #comparison(byMean: boolean): (i: number, j: number) => Comparison {
    const { pulls } = this.#statistics;
    const exact = new Map<number, bigint>();
    const indexOf = (arm: number) => {
      const known = exact.get(arm) ?? this.#exactIndex(arm);
      exact.set(arm, known);
      return known;
    };
    return (i, j) => {
      const byMeans = this.#statistics.compareMeans(i, j, 0);
      if (byMean || pulls[i] === pulls[j]) return byMeans;
      // Of equal means the wider bonus leads, however small it is.
      if (byMeans === 0) return pulls[j] - pulls[i];
      const [one, other] = [indexOf(i), indexOf(j)];
      const difference = one - other;
      // Both are right to some units of 2⁻³²⁰.
      if (difference < UNTOLD && difference > -UNTOLD) return undefined;
      return difference > 0n ? 1 : -1;
    };
  }

  /** The index in fixed point with 320 fractional bits. */
  #exactIndex(arm: number): bigint {
    this.#meter?.spend(EXACT_NANOSECONDS);
    const { pulls, totalPulls } = this.#statistics;
    const { numerator, denominator } = this.#bonus.factor.over(Rational.of(pulls[arm]));
    // The root of a tiny number has half of its digits, so it is taken of one near 1 or above, a power of 4 times as large.
    const shift = BigInt(Math.max(0, Math.ceil((bitLength(denominator) - bitLength(numerator)) / 2)));
    const variance = fixedRational(new Rational(numerator << (2n * shift), denominator));
    const logarithm = fixedLogarithm(this.#bonus.logarithmOf(totalPulls));
    const bonus = fixedSquareRoot(fixedMultiply(variance, logarithm)) >> shift;
    return fixedRational(this.#statistics.exactMean(arm)) + bonus;
  }
}
