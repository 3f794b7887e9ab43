import type { Policy } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { Random } from "../random/random.ts";
import type { Seen } from "../seen.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { TiedArms } from "../tied-arms.ts";
import type { IndexFormula } from "./formula/index-formula.ts";
import { DOUBTFUL, IndexTies } from "./index-ties.ts";
import { MEAN, PULLS, REWARD_SUM, SQUARE_SUM, type Tape, VARIANCE } from "./formula/tape.ts";

/** The error of a sum of squares minus a square, relative to the sum of squares. */
const VARIANCE_ROUNDING = 2 ** -50;

/**
 * Plays untried arms first, then an arm with the highest index, for any formula. Computes the index only of the arms
 * that a decision looks at, in the order of their bounds, as `SeparableIndexPolicy` does.
 */
export class ComputedIndexPolicy implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #isQuestion: boolean;
  /** At the present clock, and at the later clock of the bounds. */
  readonly #tape: Tape;
  readonly #laterTape: Tape;
  /** Whether an arm has no pull. */
  readonly #isUntried: Uint8Array;
  readonly #uppers: Float64Array;
  /** Arms by their bounds, descending. */
  readonly #order: Int32Array;
  readonly #bounds: Float64Array;
  /** The bounds hold up to this number of pulls; −1 without bounds. */
  #boundedUntil = -1;
  readonly #ties: IndexTies;
  readonly #leaders: TiedArms;
  #isSettled = false;
  #untried = 0;

  constructor(formula: IndexFormula, tieBreak: TieBreak, seen: Seen) {
    const { statistics, isQuestion = false } = seen;
    const { armCount } = statistics;
    this.#statistics = statistics;
    this.#isQuestion = isQuestion;
    this.#tape = formula.tape();
    this.#laterTape = formula.tape();
    this.#isUntried = new Uint8Array(armCount);
    this.#uppers = new Float64Array(armCount);
    this.#order = Int32Array.from({ length: armCount }, (_, arm) => arm);
    this.#bounds = new Float64Array(armCount);
    this.#ties = new IndexTies(formula, tieBreak, seen, () => false);
    this.#leaders = this.#ties.leaders;
    this.reset();
  }

  reset(): void {
    this.#isSettled = false;
    this.#boundedUntil = -1;
    this.#untried = 0;
    for (let arm = 0; arm < this.#order.length; arm++) {
      this.#order[arm] = arm;
      this.#isUntried[arm] = this.#statistics.pulls[arm] === 0 ? 1 : 0;
      this.#untried += this.#isUntried[arm];
    }
  }

  update(arm: number): void {
    this.#isSettled = false;
    const isUntried = this.#statistics.pulls[arm] === 0 ? 1 : 0;
    this.#untried += isUntried - this.#isUntried[arm];
    this.#isUntried[arm] = isUntried;
    if (this.#boundedUntil >= 0) this.#place(arm);
  }

  select(random: Random): number {
    if (!this.#isSettled) this.#findLeaders();
    return this.#leaders.pick(random);
  }

  selectionProbabilities() {
    if (!this.#isSettled) this.#findLeaders();
    return this.#ties.law();
  }

  armValues() {
    return this.#ties.armValues();
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
    this.#leaders.isByTolerance = false;
    if (this.#untried > 0) {
      this.#leaders.takeUntried(this.#statistics.pulls);
      return;
    }
    const { totalPulls } = this.#statistics;
    if (totalPulls > this.#boundedUntil) this.#renewBounds(totalPulls);
    this.#look(totalPulls);
  }

  /** Finds the leaders by indices in doubles, each with a bound of its error. */
  #look(totalPulls: number): void {
    const tape = this.#tape;
    tape.setClock(totalPulls);
    const order = this.#order;
    const bounds = this.#bounds;
    const uppers = this.#uppers;
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
    for (let i = 0; i < count; i++) if (uppers[candidates[i]] >= floor) candidates[near++] = candidates[i];
    this.#leaders.count = near;
    if (near > 1) this.#ties.settle();
  }

  #compute(tape: Tape, arm: number): void {
    const { values, errors } = tape;
    const pulls = this.#statistics.pulls[arm];
    const mean = this.#statistics.sampleMean(arm);
    const square = this.#statistics.squareSums[arm] / pulls;
    values[PULLS] = pulls;
    values[REWARD_SUM] = this.#statistics.rewardSums[arm];
    values[SQUARE_SUM] = this.#statistics.squareSums[arm];
    values[MEAN] = mean;
    values[VARIANCE] = Math.max(0, square - mean * mean);
    // In a simulation the doubles are the sums, so they have no error.
    errors[VARIANCE] = this.#isQuestion ? VARIANCE_ROUNDING * square : 0;
    tape.evaluate();
  }

  /** Computes bounds for the next eighth of the pulls. The order hardly changes, so insertion sort restores it. */
  #renewBounds(totalPulls: number): void {
    this.#boundedUntil = totalPulls + Math.floor(totalPulls / 8) + 8;
    this.#laterTape.setClock(this.#boundedUntil);
    for (let sorted = 0; sorted < this.#order.length; sorted++) this.#rise(this.#order[sorted], sorted);
  }

  #boundOf(arm: number): number {
    if (this.#isUntried[arm] === 1) return Infinity;
    const tape = this.#laterTape;
    this.#compute(tape, arm);
    const index = tape.values[tape.result];
    return index + DOUBTFUL * Math.abs(index) + tape.errors[tape.result];
  }

  /** Moves an arm whose statistics have changed to the place of its new bound: to the end, then up. */
  #place(arm: number): void {
    const order = this.#order;
    const place = order.indexOf(arm);
    order.copyWithin(place, place + 1);
    this.#bounds.copyWithin(place, place + 1);
    this.#rise(arm, order.length - 1);
  }

  /** Moves an arm from a place towards the front, past all arms with lower bounds. */
  #rise(arm: number, from: number): void {
    const bound = this.#boundOf(arm);
    let place = from;
    for (; place > 0 && this.#bounds[place - 1] < bound; place--) {
      this.#order[place] = this.#order[place - 1];
      this.#bounds[place] = this.#bounds[place - 1];
    }
    this.#order[place] = arm;
    this.#bounds[place] = bound;
  }
}
