import { unboxed } from "../numerics/unboxed.ts";
import type { Policy, TieBreak } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { Seen } from "../seen.ts";
import type { ArmStatistics } from "../statistics.ts";
import { type Comparison, TiedArms } from "../tied-arms.ts";
import type { WorkMeter } from "../work-meter.ts";
import { compareExactly, type ExactValue, KnownParts } from "./exact-value.ts";
import { errorOfProduct, Factor } from "./factor.ts";
import type { IndexFormula } from "./index-formula.ts";
import { MEAN, PULLS, REWARD_SUM, SQUARE_SUM, type Tape, VARIANCE } from "./tape.ts";

/** Indices closer than this, relatively, or than the errors of their doubles, are compared exactly. */
export const DOUBTFUL = 1e-12;

/** What a sum of squares less a square may be off by, relatively to the former. */
const VARIANCE_ROUNDING = 2 ** -50;

/**
 * Untried arms first, then an arm with the highest index. Ties are exact: indices that doubles cannot tell apart are
 * compared as fractions and in 115 decimals, and those closer than 2⁻²⁶⁰ tie by tolerance.
 *
 * An arm's index only rises while the arm is not pulled, and slowly. So arms are kept in the order of their indices at a
 * later clock, which bound those before it, and a decision looks at the first few until the next bound is below the highest
 * index. O(K) where all indices are about equal, and once in every eighth of the pulls.
 *
 * Of an index mean + C·W, C and W are looked up; any other is computed for the arms that are looked at.
 */
export class IndexPolicy implements Policy {
  readonly #formula: IndexFormula;
  readonly #statistics: ArmStatistics;
  readonly #meter: WorkMeter | undefined;
  readonly #isQuestion: boolean;
  /** Infinite for an arm without a pull. */
  readonly #means: Float64Array;
  /** W of every arm, of an index mean + C·W. */
  readonly #widths: Float64Array;
  readonly #clockFactor: Factor;
  readonly #pullsFactor: Factor;
  /** Their values so far: to look one up here takes no call. */
  #knownScales: Float64Array;
  #knownWidths: Float64Array;
  /** Of any other index: as of now, and as of the later clock of the bounds. */
  readonly #tape: Tape | undefined;
  readonly #laterTape: Tape | undefined;
  /** Arms by their bounds, descending. */
  readonly #order: Int32Array;
  readonly #bounds: Float64Array;
  /** The bounds hold as long as there are no more pulls than that; −1 without bounds. */
  #boundedUntil = -1;
  #boundScale = 0;
  /** What two indices mean + C·W may be off by together. */
  #slack = 0;
  readonly #leaders: TiedArms;
  /** Whether the leaders are those of the statistics as they stand: repeated draws of one decision need no new scan. */
  #isSettled = false;
  #untried = 0;

  constructor(formula: IndexFormula, tieBreak: TieBreak, { statistics, isQuestion = false, meter }: Seen) {
    const { armCount } = statistics;
    this.#formula = formula;
    this.#statistics = statistics;
    this.#isQuestion = isQuestion;
    this.#meter = meter;
    this.#means = new Float64Array(armCount);
    this.#widths = new Float64Array(armCount);
    this.#order = Int32Array.from({ length: armCount }, (_, arm) => arm);
    this.#bounds = new Float64Array(armCount);
    this.#leaders = new TiedArms(armCount, tieBreak);
    const { shape } = formula;
    const scales = formula.tape(shape?.clock);
    const widths = formula.tape(shape?.pulls);
    this.#clockFactor = new Factor(scales, "all arms");
    this.#pullsFactor = new Factor(widths, "an arm");
    this.#knownScales = this.#clockFactor.values;
    this.#knownWidths = this.#pullsFactor.values;
    this.#tape = shape ? undefined : scales;
    this.#laterTape = shape ? undefined : widths;
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    this.#boundedUntil = -1;
    for (let arm = 0; arm < this.#means.length; arm++) {
      this.#order[arm] = arm;
      this.#means[arm] = 0;
      const pulls = this.#statistics.pulls[arm];
      if (pulls === 0) this.#countUntried(arm);
      else this.#refresh(arm, pulls);
    }
  }

  /** Takes in the statistics of an arm as they stand. */
  update(arm: number): void {
    this.#isSettled = false;
    const pulls = this.#statistics.pulls[arm];
    if (pulls < 2) this.#countUntried(arm);
    if (pulls > 0) this.#refresh(arm, pulls);
    if (this.#boundedUntil >= 0) this.#place(arm);
  }

  #countUntried(arm: number): void {
    if (this.#means[arm] === Infinity) this.#untried--;
    if (this.#statistics.pulls[arm] > 0) return;
    this.#untried++;
    this.#means[arm] = Infinity;
  }

  #refresh(arm: number, pulls: number): void {
    this.#means[arm] = this.#statistics.sampleMean(arm);
    if (this.#tape !== undefined) return;
    const known = this.#knownWidths;
    this.#widths[arm] = pulls < known.length ? known[pulls] : unboxed(this.#meetWidth(pulls));
  }

  #meetWidth(pulls: number): number {
    const width = this.#pullsFactor.at(pulls);
    this.#knownWidths = this.#pullsFactor.values;
    this.#slack = 2 * errorOfProduct(this.#clockFactor, this.#pullsFactor);
    return width;
  }

  #scaleAt(totalPulls: number): number {
    const known = this.#knownScales;
    return totalPulls < known.length ? known[totalPulls] : unboxed(this.#meetScale(totalPulls));
  }

  #meetScale(totalPulls: number): number {
    const scale = this.#clockFactor.at(totalPulls);
    this.#knownScales = this.#clockFactor.values;
    this.#slack = 2 * errorOfProduct(this.#clockFactor, this.#pullsFactor);
    return scale;
  }

  select(random: Random): number {
    if (!this.#isSettled) this.#findLeaders();
    return this.#leaders.pick(random);
  }

  selectionProbabilities() {
    if (!this.#isSettled) this.#findLeaders();
    return this.#leaders.law((i, j) => this.#statistics.areAlike(i, j));
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
    const { totalPulls } = this.#statistics;
    if (totalPulls > this.#boundedUntil) this.#renewBounds(totalPulls);
    if (this.#tape === undefined) this.#look(this.#scaleAt(totalPulls));
    else this.#lookAndCompute(this.#tape, totalPulls);
  }

  /** Finds the leaders by indices mean + C·W. */
  #look(scale: number): void {
    const order = this.#order;
    const bounds = this.#bounds;
    const means = this.#means;
    const widths = this.#widths;
    const slack = this.#slack;
    const candidates = this.#leaders.arms;
    let count = 0;
    // Whether some were near a lower index than the highest.
    let isMixed = false;
    let highest = -Infinity;
    let doubtful = -Infinity;
    for (let place = 0; place < order.length && bounds[place] >= doubtful; place++) {
      const arm = order[place];
      const index = means[arm] + scale * widths[arm];
      if (index < doubtful) continue;
      if (index > highest) {
        const margin = DOUBTFUL * (Math.abs(index) + scale) + slack;
        isMixed = index - margin <= highest;
        if (!isMixed) count = 0;
        highest = index;
        doubtful = index - margin;
      }
      candidates[count++] = arm;
    }
    this.#leaders.count = count;
    if (isMixed) this.#keepFrom(scale, doubtful);
    if (count > 1) this.#settle();
  }

  /** Drops the candidates whose index is lower. */
  #keepFrom(scale: number, doubtful: number): void {
    const { arms, count } = this.#leaders;
    let near = 0;
    for (let i = 0; i < count; i++) {
      const arm = arms[i];
      if (this.#means[arm] + scale * this.#widths[arm] >= doubtful) arms[near++] = arm;
    }
    this.#leaders.count = near;
  }

  /** Finds the leaders by indices that are computed arm by arm, each with a bound of its own error. */
  #lookAndCompute(tape: Tape, totalPulls: number): void {
    tape.setClock(totalPulls);
    const order = this.#order;
    const bounds = this.#bounds;
    const uppers = this.#widths;
    const candidates = this.#leaders.arms;
    let count = 0;
    let floor = -Infinity;
    for (let place = 0; place < order.length && bounds[place] >= floor; place++) {
      const arm = order[place];
      this.#compute(tape, arm);
      const index = tape.values[tape.result];
      const margin = DOUBTFUL * Math.abs(index) + tape.errors[tape.result];
      if (index + margin < floor) continue;
      if (index - margin > floor) floor = index - margin;
      uppers[arm] = index + margin;
      candidates[count++] = arm;
    }
    let near = 0;
    for (let i = 0; i < count; i++) {
      if (uppers[candidates[i]] >= floor) candidates[near++] = candidates[i];
    }
    this.#leaders.count = near;
    if (count > 1) this.#settle();
  }

  #compute(tape: Tape, arm: number): void {
    const { values, errors } = tape;
    const pulls = this.#statistics.pulls[arm];
    const mean = this.#means[arm];
    const square = this.#statistics.squareSums[arm] / pulls;
    values[PULLS] = pulls;
    values[REWARD_SUM] = this.#statistics.rewardSums[arm];
    values[SQUARE_SUM] = this.#statistics.squareSums[arm];
    values[MEAN] = mean;
    values[VARIANCE] = Math.max(0, square - mean * mean);
    // In a simulation doubles are all that is known of the sums.
    errors[VARIANCE] = this.#isQuestion ? VARIANCE_ROUNDING * square : 0;
    tape.evaluate();
  }

  /** Bounds for the next eighth of the pulls; the order hardly changes, so it is corrected from place to place. */
  #renewBounds(totalPulls: number): void {
    this.#boundedUntil = totalPulls + Math.floor(totalPulls / 8) + 8;
    if (this.#laterTape === undefined) this.#boundScale = this.#scaleAt(this.#boundedUntil);
    else this.#laterTape.setClock(this.#boundedUntil);
    const order = this.#order;
    for (let sorted = 0; sorted < order.length; sorted++)
      this.#rise(order[sorted], this.#boundOf(order[sorted]), sorted);
  }

  #boundOf(arm: number): number {
    const tape = this.#laterTape;
    if (tape === undefined) return this.#means[arm] + this.#boundScale * this.#widths[arm];
    if (this.#means[arm] === Infinity) return Infinity;
    this.#compute(tape, arm);
    const index = tape.values[tape.result];
    return index + DOUBTFUL * Math.abs(index) + tape.errors[tape.result];
  }

  /** Puts an arm that was pulled where its bound belongs. */
  #place(arm: number): void {
    const order = this.#order;
    const bounds = this.#bounds;
    let place = 0;
    while (order[place] !== arm) place++;
    const bound = this.#boundOf(arm);
    for (; place + 1 < order.length && bounds[place + 1] > bound; place++) {
      order[place] = order[place + 1];
      bounds[place] = bounds[place + 1];
    }
    this.#rise(arm, bound, place);
  }

  /** Moves an arm from a place towards the front, past all lower bounds. */
  #rise(arm: number, bound: number, place: number): void {
    const order = this.#order;
    const bounds = this.#bounds;
    for (; place > 0 && bounds[place - 1] < bound; place--) {
      order[place] = order[place - 1];
      bounds[place] = bounds[place - 1];
    }
    order[place] = arm;
    bounds[place] = bound;
  }

  /** Of the arms that are about equal, those with the highest index, exactly. */
  #settle(): void {
    const leaders = this.#leaders;
    leaders.sort();
    const { arms, count } = leaders;
    for (let i = 1; i < count; i++) {
      if (this.#statistics.areAlike(arms[0], arms[i])) continue;
      this.#settleUnlike(i);
      return;
    }
  }

  /** Those that are not alike: from a place among the candidates on. */
  #settleUnlike(from: number): void {
    const { arms, count } = this.#leaders;
    for (let i = from; i < count; i++) {
      if (this.#haveEqualIndices(arms[0], arms[i])) continue;
      this.#leaders.keepBest(this.#comparison());
      return;
    }
  }

  /** Whether two indices can be seen to be equal: a matter of some nanoseconds. */
  #haveEqualIndices(i: number, j: number): boolean {
    return this.#statistics.areAlike(i, j) || (this.#goByMean(i, j) && this.#statistics.compareMeans(i, j, 0) === 0);
  }

  /** Whether the bonuses of two arms are equal, so that their means decide. */
  #goByMean(i: number, j: number): boolean {
    if (this.#tape !== undefined) return false;
    const { pulls, totalPulls } = this.#statistics;
    const hasNoBonus = this.#widths[i] === 0 && this.#widths[j] === 0;
    return pulls[i] === pulls[j] || hasNoBonus || this.#scaleAt(totalPulls) === 0;
  }

  #comparison(): (i: number, j: number) => Comparison {
    const exact = new Map<number, ExactValue>();
    const parts = new KnownParts(this.#meter);
    const indexOf = (arm: number) => {
      const known = exact.get(arm) ?? this.#formula.exactIndex(arm, this.#statistics, parts);
      exact.set(arm, known);
      return known;
    };
    return (i, j) => {
      // Sums of doubles are then read as the numbers on paper.
      if (this.#goByMean(i, j)) return this.#statistics.compareMeans(i, j, 0);
      return compareExactly(indexOf(i), indexOf(j));
    };
  }
}
