import type { BetaParameters } from "../posteriors/beta.ts";
import { exactPlay } from "./exact-play.ts";
import { bitsFor, longestHorizon } from "./plan-limits.ts";
import { PlanResidues } from "./plan-residues.ts";
import { takeBest, valuesOfFirst, valuesOfOther } from "./plan-rows.ts";
import { nextPartialSums, PlanStates } from "./plan-states.ts";

/** Values that agree to this (relative) are compared again: rounding of about 10⁻¹⁴ splits ties. */
const TIE_TOLERANCE = 1e-13;
/**
 * A bound on the rounding error, per pull: every step rounds a value by eight units at most, and two values are
 * compared.
 */
const ROUNDING = 16 * 2 ** -53;

/**
 * The Bayes-optimal play of a Bernoulli bandit: it maximises the expected sum of T rewards under independent Beta
 * priors. Backward induction over the posteriors, which are counts of successes and failures,
 *
 *   V(x) = max_a μ_a(x)·(1 + V(x + success of a)) + (1 − μ_a(x))·V(x + failure of a),   V = 0 after T pulls,
 *
 * with μ_a the posterior mean. Relative error of a value about T·10⁻¹⁶. Time O(K·C(T + 2K − 1, 2K)), about 9 ns a state
 * and arm; memory 8 bytes for each of the C(T + 2K − 1, 2K − 1) states after T pulls, and one bit a state and arm
 * (rounded up to 2, 4 or 8 arms) for the decisions. A plan that tells ties takes up to three times the time and the
 * memory.
 *
 * Ties: values that doubles cannot tell apart count as equal if their residues modulo two primes, which are carried
 * along, are equal; unequal values pass for equal with a probability of 3·10⁻¹⁶ (see `PlanResidues`). If the residues
 * differ, integers decide when the plan has few states (`exactPlay`: up to 29 pulls of two arms, whether or not the plan
 * tells ties, so that all answers of such a plan agree). Otherwise the arms tie by tolerance, as `isByTolerance` says.
 *
 * The rank of a state among those of the same pulls does not depend on the last count (see `PlanStates`), so every pull
 * number fills the first places of one array, the successors of a state are at its own place or later, and the array can
 * be overwritten in place.
 *
 * Bradt, Johnson & Karlin (1956); Jacko (2019), The finite-horizon two-armed bandit problem with binary responses.
 */
export class BayesOptimalPlan {
  /** Expected sum of all T rewards under optimal play. */
  readonly value: number;
  readonly horizon: number;
  readonly tellsTies: boolean;
  readonly #priors: readonly BetaParameters[];
  readonly #bits: number;
  readonly #decisions: Uint8Array;
  /** One bit a state: whether its best arms tie by tolerance. Absent while no state has such a tie. */
  #byTolerance: Uint8Array | undefined;
  readonly #tolerance: number;
  readonly #states: PlanStates;
  /** The term of the last place but one, in bits. */
  readonly #lastBits: Int32Array;

  /**
   * @param priors one for every arm
   * @param horizon T, the number of pulls
   * @param tellsTies whether `isByTolerance` will be asked: residues take twice as long as all else
   * @throws RangeError if the horizon exceeds `longestHorizon` of this number of arms
   */
  constructor(priors: readonly BetaParameters[], horizon: number, tellsTies = false) {
    if (horizon > longestHorizon(priors.length)) {
      throw new RangeError(`cannot plan ${horizon} pulls of ${priors.length} arms`);
    }
    this.horizon = horizon;
    this.#priors = priors;
    this.#bits = bitsFor(priors.length);
    this.#states = new PlanStates(priors.length, horizon);
    const { ranks } = this.#states;
    this.#lastBits = Int32Array.from(ranks[2 * priors.length - 1], (rank) => rank * this.#bits);
    this.#decisions = new Uint8Array(Math.ceil((this.#states.before(horizon) * this.#bits) / 8));
    this.#tolerance = Math.max(TIE_TOLERANCE, ROUNDING * horizon);
    const values = new Float64Array(ranks[2 * priors.length - 1][horizon + 1]);
    const exact = exactPlay(priors, horizon);
    // A single arm has no ties.
    this.tellsTies = tellsTies || exact !== undefined || priors.length === 1;
    const needsResidues = this.tellsTies && priors.length > 1;
    const residues = needsResidues ? new PlanResidues(priors, horizon, values.length) : undefined;
    for (let pulls = horizon - 1; pulls >= 0; pulls--) this.#stepBack(pulls, values, residues);
    this.value = values[0];
    if (exact) this.#decideExactly(exact);
  }

  /** Whether arms tie by tolerance at some state. */
  get hasDoubts(): boolean {
    return this.#byTolerance !== undefined;
  }

  /**
   * Whether the best arms of a state tie by tolerance; arms that are alike do tie. See `bestArms`.
   *
   * @throws RangeError on a plan that does not tell ties
   */
  isByTolerance(counts: ArrayLike<number>): boolean {
    if (!this.tellsTies) throw new RangeError("the plan was made without residues");
    if (!this.#byTolerance) return false;
    const state = this.#states.numberOf(counts);
    return ((this.#byTolerance[state >>> 3] >> (state & 7)) & 1) === 1 && !this.#areAlike(counts);
  }

  /** Whether the best arms have the same posterior. */
  #areAlike(counts: ArrayLike<number>): boolean {
    const best = this.bestArms(counts);
    const first = 31 - Math.clz32(best & -best);
    return this.#priors.every(
      ({ alpha, beta }, arm) =>
        !(best & (1 << arm)) ||
        (alpha === this.#priors[first].alpha &&
          beta === this.#priors[first].beta &&
          counts[2 * arm] === counts[2 * first] &&
          counts[2 * arm + 1] === counts[2 * first + 1]),
    );
  }

  /** The set of best arms, one bit an arm, given the successes and failures of every arm, in turn. */
  bestArms(counts: ArrayLike<number>): number {
    const bit = this.#states.numberOf(counts) * this.#bits;
    return (this.#decisions[bit >>> 3] >> (bit & 7)) & ((1 << this.#bits) - 1);
  }

  /**
   * The sets of best arms, one bit an arm, as failures of the last arm turn into successes, one by one.
   *
   * @param counts the successes and failures of every arm, in turn, none of them successes of the last arm
   * @param out one place for each number of successes of the last arm
   */
  bestArmsAlong(counts: ArrayLike<number>, out: Uint8Array): void {
    const last = counts.length - 1;
    let [before, rank] = [0, 0];
    for (let j = 1; j < last; j++) {
      before += counts[j - 1];
      rank += this.#states.ranks[j][before];
    }
    // Only the last but one of the partial sums contains the successes of the last arm.
    const width = counts[last] + 1;
    const pulls = before + counts[last];
    if (pulls >= this.horizon) throw new RangeError(`no pull is left after ${this.horizon}`);
    const first = this.#states.before(pulls) + rank;
    const bits = this.#bits;
    const mask = (1 << bits) - 1;
    const [decisions, lastBits, firstBit] = [this.#decisions, this.#lastBits, first * bits];
    for (let s = 0; s < width; s++) {
      const bit = (firstBit + lastBits[before + s]) | 0;
      out[s] = (decisions[bit >>> 3] >> (bit & 7)) & mask;
    }
  }

  /** Turns the values after pulls + 1 pulls into those after `pulls`, and keeps the decisions. */
  #stepBack(pulls: number, values: Float64Array, residues: PlanResidues | undefined): void {
    const priors = this.#priors;
    const { ranks } = this.#states;
    const places = 2 * priors.length;
    /** The worth of every arm along a row, one arm after the other. */
    const stride = this.horizon;
    const worth = new Float64Array(stride * priors.length);
    // y_0 = 0, then the partial sums y_1 … y_2K of the counts, of which the last is the number of pulls.
    const sums = new Int32Array(places + 1);
    sums[places] = pulls;
    /** The distance from a state to its successor when count j grows by one. */
    const offsets = new Int32Array(places + 1);
    const bits = this.#bits;
    // `| 0` makes it an integer to the engine, too: ranks are doubles.
    const first = (this.#states.before(pulls) * bits) | 0;
    let rank = 0;
    // A row is all values of y_1 for the same y_2 … y_2K; rows come in the order of their ranks.
    do {
      // C(y + j − 1, j − 1), by which the term of place j grows with y.
      for (let j = places - 1; j >= 2; j--) offsets[j] = offsets[j + 1] + ranks[j - 1][sums[j] + 1];
      offsets[1] = offsets[2] + 1;
      const length = sums[2] + 1;
      for (let arm = 0; arm < priors.length; arm++) {
        const wins = sums[2 * arm + 1] - sums[2 * arm];
        const losses = sums[2 * arm + 2] - sums[2 * arm + 1];
        const [success, failure] = [rank + offsets[2 * arm + 1], rank + offsets[2 * arm + 2]];
        const { alpha, beta } = priors[arm];
        if (arm === 0) {
          valuesOfFirst(alpha, beta, values, success, failure, length, worth);
          residues?.worthOfFirst(success, failure, length);
        } else {
          valuesOfOther(alpha + wins, beta + losses, values, success, failure, length, worth, arm * stride);
          residues?.worthOfOther(arm, wins, losses, success, failure, length);
        }
      }
      takeBest(worth, stride, values, rank, length, this.#decisions, first + rank * bits, bits, this.#tolerance);
      residues?.takeBest(worth, values, rank, length, this.#tolerance);
      rank += length;
    } while (nextPartialSums(sums));
    for (const doubt of residues?.takeDoubts() ?? []) this.#doubt(this.#states.before(pulls) + doubt);
  }

  #doubt(state: number): void {
    this.#byTolerance ??= new Uint8Array(Math.ceil(this.#states.before(this.horizon) / 8));
    this.#byTolerance[state >>> 3] |= 1 << (state & 7);
  }

  /** Overwrites the decisions that are in doubt. */
  #decideExactly(bestArms: (counts: ArrayLike<number>) => number): void {
    const doubts = this.#byTolerance ?? new Uint8Array(0);
    const mask = (1 << this.#bits) - 1;
    for (let state = 0; state < 8 * doubts.length; state++) {
      if (!((doubts[state >>> 3] >> (state & 7)) & 1)) continue;
      const bit = state * this.#bits;
      const set = bestArms(this.#states.countsOf(state));
      this.#decisions[bit >>> 3] = (this.#decisions[bit >>> 3] & ~(mask << (bit & 7))) | (set << (bit & 7));
    }
    this.#byTolerance = undefined;
  }
}
