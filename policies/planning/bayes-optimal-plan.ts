import type { BetaParameters } from "../posteriors/beta.ts";
import { exactPlay } from "./exact-play.ts";
import { PlanResidues } from "./plan-residues.ts";
import { nextPartialSums, PlanStates } from "./plan-states.ts";

/** Values that agree to this, relatively, are looked at again: rounding of 10⁻¹⁴ or so splits ties. */
const TIE_TOLERANCE = 1e-13;
/** What rounding may do in all, by pulls: every step rounds a value by eight units at most, and two are compared. */
const ROUNDING = 16 * 2 ** -53;

/** States whose decision is kept, and states of one pull number whose value is: some 20 and 30 MB. */
const MOST_DECISIONS = 7e7;
const MOST_VALUES = 4e6;
/** The best arms of a state are a set, one bit an arm, and share a byte with those of other states. */
const MOST_ARMS = 8;

/**
 * The Bayes-optimal play of a Bernoulli bandit: what maximises the expected sum of T rewards under independent Beta
 * priors. Backward induction over the posteriors, which are counts of successes and failures,
 *
 *   V(x) = max_a μ_a(x)·(1 + V(x + success of a)) + (1 − μ_a(x))·V(x + failure of a),   V = 0 after T pulls,
 *
 * with μ_a the posterior mean. Relative error of a value about T·10⁻¹⁶. Time O(K·C(T + 2K − 1, 2K)), about 9 ns a state
 * and arm; memory 8 bytes for each of the C(T + 2K − 1, 2K − 1) states after T pulls, and one bit a state and arm
 * (rounded up to 2, 4 or 8 arms) for the decisions. A plan that tells ties takes up to three times of both.
 *
 * Ties: values that doubles cannot tell apart are equal where their residues modulo two primes are, which are carried
 * along; unequal ones pass for equal with a probability of 3·10⁻¹⁶ (see `PlanResidues`). What has other residues is
 * decided in integers where the plan has few states (`exactPlay`: up to 29 pulls of two arms, whether or not the plan
 * is asked to tell ties, so that all that is asked of such a plan agrees). Else the tie is one by tolerance, as
 * `isByTolerance` says.
 *
 * The rank of a state among those of the same pulls does not depend on the last count (see `PlanStates`), so every pull
 * number fills the first places of one array, the successors of a state are at its own place or later, and the array
 * can be overwritten in place.
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
  /** One bit a state: whether its best arms tie by tolerance. Made when there is one. */
  #byTolerance: Uint8Array | undefined;
  readonly #tolerance: number;
  readonly #states: PlanStates;
  /** The term of the last place but one, in bits. */
  readonly #lastBits: Int32Array;

  /**
   * @param priors of every arm
   * @param horizon T, the number of pulls
   * @param tellsTies whether `isByTolerance` will be asked: residues take twice as long as all else
   * @throws RangeError if that is more than `longestHorizon` of so many arms
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
    // A single arm ties with none.
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
   * @throws RangeError on a plan that does not tell
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
    // Of all partial sums only the last but one counts the successes of the last arm.
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
    /** What every arm is worth along a row, one arm after the other. */
    const stride = this.horizon;
    const worth = new Float64Array(stride * priors.length);
    // y_0 = 0, then the partial sums y_1 … y_2K of the counts, of which the last is the number of pulls.
    const sums = new Int32Array(places + 1);
    sums[places] = pulls;
    /** How far behind the state its successor is where count j grows. */
    const offsets = new Int32Array(places + 1);
    const bits = this.#bits;
    // A whole number to the engine, too: ranks are doubles.
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

/** The worth of pulling the first arm along a row, where its failures fall as its successes grow. */
function valuesOfFirst(
  alpha: number,
  beta: number,
  values: Float64Array,
  success: number,
  failure: number,
  length: number,
  out: Float64Array,
): void {
  const scale = 1 / (alpha + beta + length - 1);
  for (let i = 0; i < length; i++) {
    const mean = (alpha + i) * scale;
    const complement = (beta + (length - 1 - i)) * scale;
    out[i] = mean * (1 + values[success + i]) + complement * values[failure + i];
  }
}

/** The worth of pulling another arm along a row, where its counts are the same everywhere. */
function valuesOfOther(
  alpha: number,
  beta: number,
  values: Float64Array,
  success: number,
  failure: number,
  length: number,
  out: Float64Array,
  from: number,
): void {
  const mean = alpha / (alpha + beta);
  const complement = beta / (alpha + beta);
  for (let i = 0; i < length; i++) {
    out[from + i] = mean * (1 + values[success + i]) + complement * values[failure + i];
  }
}

/** Overwrites the values of a row by what its best arms are worth, and keeps which these are, from the given bit on. */
function takeBest(
  worth: Float64Array,
  stride: number,
  values: Float64Array,
  rank: number,
  length: number,
  decisions: Uint8Array,
  bit: number,
  bits: number,
  tolerance: number,
): void {
  for (let i = 0; i < length; i++, bit += bits) {
    let best = worth[i];
    for (let at = i + stride; at < worth.length; at += stride) best = Math.max(best, worth[at]);
    values[rank + i] = best;
    const tied = best * (1 - tolerance);
    let set = 0;
    for (let at = i, arm = 0; at < worth.length; at += stride, arm++) set |= Number(worth[at] >= tied) << arm;
    decisions[bit >>> 3] |= set << (bit & 7);
  }
}

/**
 * The longest horizon for which `BayesOptimalPlan` has room: 200 pulls of two arms, 51 of three; 0 for more than eight.
 */
export function longestHorizon(armCount: number): number {
  if (armCount > MOST_ARMS) return 0;
  const places = 2 * armCount;
  let [horizon, decisions, values] = [0, 0, 1];
  for (;;) {
    // C(T + 2K, 2K) = C(T − 1 + 2K, 2K) + C(T + 2K − 1, 2K − 1), and C(T + 2K, 2K − 1) = C(T + 2K − 1, 2K − 1)·(T + 2K)/(T + 1).
    decisions += values;
    values *= (horizon + places) / (horizon + 1);
    if (decisions > MOST_DECISIONS || values > MOST_VALUES) return horizon;
    horizon++;
  }
}

/** Roughly what a plan takes. */
export function planningNanoseconds(armCount: number, horizon: number): number {
  let states = 1;
  for (let place = 1; place <= 2 * armCount; place++) states *= (horizon - 1 + place) / place;
  return 9 * armCount * states;
}

/** What a plan that tells ties holds: decisions and doubts, and values with two residues while it is made. */
export function planBytes(armCount: number, horizon: number): number {
  const places = 2 * armCount;
  let states = 1;
  for (let place = 1; place <= places; place++) states *= (horizon - 1 + place) / place;
  return (states * (bitsFor(armCount) + 1)) / 8 + (24 * states * places) / horizon;
}

/** Bits for a set of arms, of which a whole number fits a byte. */
function bitsFor(armCount: number): number {
  return armCount <= 2 ? 2 : armCount <= 4 ? 4 : 8;
}

/** Plans by what they are of, the last one used last: a simulation asks for the same few with every block. */
const plans = new Map<string, BayesOptimalPlan>();
const MOST_PLANS = 4;

/** The plan for these priors and this horizon; the last few are kept. Whether it tells ties changes no decision. */
export function bayesOptimalPlan(
  priors: readonly BetaParameters[],
  horizon: number,
  tellsTies = false,
): BayesOptimalPlan {
  const key = JSON.stringify([horizon, priors]);
  const known = plans.get(key);
  const plan = known && (known.tellsTies || !tellsTies) ? known : new BayesOptimalPlan(priors, horizon, tellsTies);
  plans.delete(key);
  plans.set(key, plan);
  if (plans.size > MOST_PLANS) plans.delete(plans.keys().next().value!);
  return plan;
}

/**
 * The largest expected sum of `horizon` rewards of Bernoulli arms with these Beta priors; see `BayesOptimalPlan`.
 *
 * @throws RangeError if that is more than `longestHorizon` of so many arms
 *
 * @example
 * ```ts
 * const prior = { alpha: 1, beta: 1 };
 * bayesOptimalValue([prior, prior], 2); // 1.08333333333333, which is 1/2 + 1/2·2/3 + 1/2·1/2
 * ```
 */
export function bayesOptimalValue(priors: readonly BetaParameters[], horizon: number): number {
  return bayesOptimalPlan(priors, horizon).value;
}
