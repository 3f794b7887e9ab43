import { unboxed } from "../numerics/unboxed.ts";
import type { Policy } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { Random } from "../random/random.ts";
import type { Seen } from "../seen.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { TiedArms } from "../tied-arms.ts";
import { errorOfProduct, Factor } from "./formula/factor.ts";
import type { IndexFormula } from "./formula/index-formula.ts";
import { DOUBTFUL, IndexTies } from "./index-ties.ts";
import type { SeparableShape } from "./formula/shape.ts";

/**
 * Plays untried arms first, then an arm with the highest index mean + C·W. C depends on the clock and W on the arm's
 * pulls; both are looked up.
 *
 * While an arm is not pulled, its index rises, slowly. So arms are kept in the order of their indices at a later clock,
 * which are upper bounds until then, and a decision looks at the first few, until the next bound is below the highest
 * index. O(K) if all indices are about equal, and once in every eighth of the pulls.
 *
 * A simulation's loop inlines these methods, so they contain nothing that only other indices need.
 */
export class SeparableIndexPolicy implements Policy {
  readonly #statistics: ArmStatistics;
  /** Infinite for an arm without a pull. */
  readonly #means: Float64Array;
  /** W of every arm. */
  readonly #widths: Float64Array;
  readonly #clockFactor: Factor;
  readonly #pullsFactor: Factor;
  /** The known values of both factors: looking one up here takes no call. */
  #knownScales: Float64Array;
  #knownWidths: Float64Array;
  /** Arms by their bounds, descending. */
  readonly #order: Int32Array;
  readonly #bounds: Float64Array;
  /** The bounds hold up to this number of pulls; −1 without bounds. */
  #boundedUntil = -1;
  #boundScale = 0;
  /** The errors of two indices together. */
  #slack = 0;
  readonly #ties: IndexTies;
  readonly #leaders: TiedArms;
  /** Whether the leaders belong to the present statistics: repeated draws of one decision need no new scan. */
  #isSettled = false;
  #untried = 0;

  constructor(formula: IndexFormula, { clock, pulls }: SeparableShape, tieBreak: TieBreak, seen: Seen) {
    const { statistics } = seen;
    const { armCount } = statistics;
    this.#statistics = statistics;
    this.#means = new Float64Array(armCount);
    this.#widths = new Float64Array(armCount);
    this.#order = Int32Array.from({ length: armCount }, (_, arm) => arm);
    this.#bounds = new Float64Array(armCount);
    this.#ties = new IndexTies(formula, tieBreak, seen, (i, j) => this.#goByMean(i, j));
    this.#leaders = this.#ties.leaders;
    this.#clockFactor = new Factor(formula.tape(clock), "all arms");
    this.#pullsFactor = new Factor(formula.tape(pulls), "an arm");
    this.#knownScales = this.#clockFactor.values;
    this.#knownWidths = this.#pullsFactor.values;
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    this.#boundedUntil = -1;
    for (let arm = 0; arm < this.#means.length; arm++) {
      this.#order[arm] = arm;
      this.#means[arm] = 0;
      this.#countUntried(arm);
      if (this.#statistics.pulls[arm] > 0) this.#refresh(arm);
    }
  }

  /** Reads the present statistics of an arm, which may also have lost pulls that left a window. */
  update(arm: number): void {
    this.#isSettled = false;
    const pulls = this.#statistics.pulls[arm];
    if (pulls < 2) this.#countUntried(arm);
    if (pulls > 0) this.#refresh(arm);
    if (this.#boundedUntil >= 0) this.#place(arm);
  }

  #countUntried(arm: number): void {
    if (this.#means[arm] === Infinity) this.#untried--;
    if (this.#statistics.pulls[arm] > 0) return;
    this.#untried++;
    this.#means[arm] = Infinity;
  }

  #refresh(arm: number): void {
    const pulls = this.#statistics.pulls[arm];
    this.#means[arm] = this.#statistics.sampleMean(arm);
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
    const leaders = this.#leaders;
    leaders.isByTolerance = false;
    if (this.#untried > 0) {
      leaders.takeUntried(this.#statistics.pulls);
      return;
    }
    const { totalPulls } = this.#statistics;
    if (totalPulls > this.#boundedUntil) this.#renewBounds(totalPulls);
    const scale = this.#scaleAt(totalPulls);
    const order = this.#order;
    const bounds = this.#bounds;
    const means = this.#means;
    const widths = this.#widths;
    const slack = this.#slack;
    const candidates = leaders.arms;
    let count = 0;
    let highest = -Infinity;
    let doubtful = -Infinity;
    for (let place = 0; place < order.length && bounds[place] >= doubtful; place++) {
      const arm = order[place];
      const index = means[arm] + scale * widths[arm];
      if (index < doubtful) continue;
      if (index > highest) {
        const margin = DOUBTFUL * (Math.abs(index) + scale) + slack;
        if (index - margin > highest) count = 0;
        highest = index;
        doubtful = index - margin;
      }
      candidates[count++] = arm;
    }
    leaders.count = count;
    if (count > 1) this.#settle(scale, doubtful);
  }

  /**
   * Keeps the arms with the highest index among those that are about equal; some were near a lower index than the
   * highest.
   */
  #settle(scale: number, doubtful: number): void {
    const { arms, count } = this.#leaders;
    let near = 0;
    for (let i = 0; i < count; i++) {
      const arm = arms[i];
      if (this.#means[arm] + scale * this.#widths[arm] >= doubtful) arms[near++] = arm;
    }
    this.#leaders.count = near;
    this.#ties.settle();
  }

  /** Computes bounds for the next eighth of the pulls. The order hardly changes, so insertion sort restores it. */
  #renewBounds(totalPulls: number): void {
    this.#boundedUntil = totalPulls + Math.floor(totalPulls / 8) + 8;
    this.#boundScale = this.#scaleAt(this.#boundedUntil);
    const order = this.#order;
    for (let sorted = 0; sorted < order.length; sorted++) this.#rise(order[sorted], sorted);
  }

  /** Moves an arm whose statistics have changed to the place of its new bound. */
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

  /** Moves an arm from a place towards the front, past all arms with lower bounds. */
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

  #goByMean(i: number, j: number): boolean {
    const { pulls, totalPulls } = this.#statistics;
    const hasNoBonus = this.#widths[i] === 0 && this.#widths[j] === 0;
    return pulls[i] === pulls[j] || hasNoBonus || this.#scaleAt(totalPulls) === 0;
  }
}
