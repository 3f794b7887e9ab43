import type { BetaParameters } from "../posteriors/beta.ts";
import { type ArmResidues, planResidues, type PlanResidues, residueOf } from "./plan-residues.ts";

/** Values that agree to this, relatively, are looked at again: rounding reaches some 10⁻¹⁴ of them, and splits ties. */
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
 * (rounded up to 2, 4 or 8 arms) for the decisions.
 *
 * Ties: values that doubles cannot tell apart are equal where their residues modulo a prime are (see `PlanResidues`), which
 * are carried along. Otherwise the tie is one by tolerance, and `isByTolerance` says so.
 *
 * A state is the numbers x_1 … x_2K of successes and failures, arm after arm, which sum to the pulls so far. Its place is
 * Σ_j C(y_j + j − 1, j) with y_j = x_1 + … + x_j and j < 2K, the rank of a multiset (Knuth, TAOCP 4A, 7.2.1.3): it does
 * not depend on the last count, so every pull number fills the first places of one array, the successors of a state are
 * at its own place or later, and the array can be overwritten in place.
 *
 * Bradt, Johnson & Karlin (1956); Jacko (2019), The finite-horizon two-armed bandit problem with binary responses.
 */
export class BayesOptimalPlan {
  /** Expected sum of all T rewards under optimal play. */
  readonly value: number;
  readonly horizon: number;
  readonly tellsTies: boolean;
  readonly #armCount: number;
  readonly #bits: number;
  readonly #decisions: Uint8Array;
  /** One bit a state: whether its best arms tie by tolerance. Made when there is one. */
  #byTolerance: Uint8Array | undefined;
  readonly #tolerance: number;
  /** C(y + j − 1, j) at [j][y], the term of place j in a state's rank. */
  readonly #ranks: Float64Array[];
  /** The term of the last place but one, in bits. */
  readonly #lastBits: Int32Array;

  /**
   * @param priors of every arm
   * @param horizon T, the number of pulls
   * @param tellsTies whether `isByTolerance` will be asked: residues take about as long again as all else
   * @throws RangeError if that is more than `longestHorizon` of so many arms
   */
  constructor(priors: readonly BetaParameters[], horizon: number, tellsTies = false) {
    if (horizon > longestHorizon(priors.length)) {
      throw new RangeError(`cannot plan ${horizon} pulls of ${priors.length} arms`);
    }
    this.horizon = horizon;
    this.#armCount = priors.length;
    this.#bits = bitsFor(priors.length);
    this.#ranks = rankTable(2 * priors.length, horizon + 1);
    this.#lastBits = Int32Array.from(this.#ranks[2 * priors.length - 1], (rank) => rank * this.#bits);
    this.#decisions = new Uint8Array(Math.ceil((this.#statesBefore(horizon) * this.#bits) / 8));
    this.#tolerance = Math.max(TIE_TOLERANCE, ROUNDING * horizon);
    const values = new Float64Array(this.#ranks[2 * priors.length - 1][horizon + 1]);
    // A single arm ties with none.
    this.tellsTies = tellsTies || priors.length === 1;
    const modular = tellsTies && priors.length > 1 ? planResidues(priors, horizon) : undefined;
    const residues = new Float64Array(modular ? values.length : 0);
    for (let pulls = horizon - 1; pulls >= 0; pulls--) this.#stepBack(priors, pulls, values, modular, residues);
    this.value = values[0];
  }

  /** Whether arms tie by tolerance at some state. */
  get hasDoubts(): boolean {
    return this.#byTolerance !== undefined;
  }

  /**
   * Whether the best arms of a state tie by tolerance; see `bestArms`.
   *
   * @throws RangeError on a plan that does not tell
   */
  isByTolerance(counts: ArrayLike<number>): boolean {
    if (!this.tellsTies) throw new RangeError("the plan was made without residues");
    if (!this.#byTolerance) return false;
    const state = this.#stateOf(counts);
    return ((this.#byTolerance[state >>> 3] >> (state & 7)) & 1) === 1;
  }

  /** The set of best arms, one bit an arm, given the successes and failures of every arm, in turn. */
  bestArms(counts: ArrayLike<number>): number {
    const bit = this.#stateOf(counts) * this.#bits;
    return (this.#decisions[bit >>> 3] >> (bit & 7)) & ((1 << this.#bits) - 1);
  }

  /** The number of a state among all, those with fewer pulls first. */
  #stateOf(counts: ArrayLike<number>): number {
    let [pulls, rank] = [0, 0];
    for (let j = 1; j <= counts.length; j++) {
      pulls += counts[j - 1];
      if (j < counts.length) rank += this.#ranks[j][pulls];
    }
    if (pulls >= this.horizon) throw new RangeError(`no pull is left after ${this.horizon}`);
    return this.#statesBefore(pulls) + rank;
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
      rank += this.#ranks[j][before];
    }
    // Of all partial sums only the last but one counts the successes of the last arm.
    const width = counts[last] + 1;
    const pulls = before + counts[last];
    if (pulls >= this.horizon) throw new RangeError(`no pull is left after ${this.horizon}`);
    const first = this.#statesBefore(pulls) + rank;
    const bits = this.#bits;
    const mask = (1 << bits) - 1;
    const [decisions, lastBits, firstBit] = [this.#decisions, this.#lastBits, first * bits];
    for (let s = 0; s < width; s++) {
      const bit = (firstBit + lastBits[before + s]) | 0;
      out[s] = (decisions[bit >>> 3] >> (bit & 7)) & mask;
    }
  }

  /** The number of states with fewer pulls: C(pulls − 1 + 2K, 2K). */
  #statesBefore(pulls: number): number {
    return this.#ranks[2 * this.#armCount][pulls];
  }

  /** Turns the values after pulls + 1 pulls into those after `pulls`, and keeps the decisions. */
  #stepBack(
    priors: readonly BetaParameters[],
    pulls: number,
    values: Float64Array,
    modular: PlanResidues | undefined,
    residues: Float64Array,
  ): void {
    const places = 2 * this.#armCount;
    /** What every arm is worth along a row, one arm after the other. */
    const stride = pulls + 1;
    const worth = new Float64Array(stride * priors.length);
    const worthResidues = new Float64Array(modular ? worth.length : 0);
    // y_0 = 0, then the partial sums y_1 … y_2K of the counts, of which the last is the number of pulls.
    const sums = new Int32Array(places + 1);
    sums[places] = pulls;
    /** How far behind the state its successor is where count j grows. */
    const offsets = new Int32Array(places + 1);
    const bits = this.#bits;
    // A whole number to the engine, too: ranks are doubles.
    const first = (this.#statesBefore(pulls) * bits) | 0;
    const doubts: number[] = [];
    let rank = 0;
    // A row is all values of y_1 for the same y_2 … y_2K; rows come in the order of their ranks.
    do {
      // C(y + j − 1, j − 1), by which the term of place j grows with y.
      for (let j = places - 1; j >= 2; j--) offsets[j] = offsets[j + 1] + this.#ranks[j - 1][sums[j] + 1];
      offsets[1] = offsets[2] + 1;
      const length = sums[2] + 1;
      for (let arm = 0; arm < priors.length; arm++) {
        const successes = sums[2 * arm + 1] - sums[2 * arm];
        const failures = sums[2 * arm + 2] - sums[2 * arm + 1];
        const [success, failure] = [rank + offsets[2 * arm + 1], rank + offsets[2 * arm + 2]];
        const { alpha, beta } = priors[arm];
        if (arm === 0) valuesOfFirst(alpha, beta, values, success, failure, length, worth);
        else valuesOfOther(alpha + successes, beta + failures, values, success, failure, length, worth, arm * stride);
        if (!modular) continue;
        const { prime, arms } = modular;
        if (arm === 0) residuesOfFirst(arms[0], prime, residues, success, failure, length, worthResidues);
        else {
          const from = arm * stride;
          residuesOfOther(
            arms[arm],
            prime,
            residues,
            success,
            failure,
            successes,
            failures,
            length,
            worthResidues,
            from,
          );
        }
      }
      takeBest(worth, stride, values, rank, length, this.#decisions, first + rank * bits, bits, this.#tolerance);
      if (this.tellsTies) {
        takeResidues(worth, worthResidues, stride, values, residues, rank, length, this.#tolerance, doubts);
      }
      rank += length;
    } while (advance(sums));
    for (const doubt of doubts) this.#doubt(this.#statesBefore(pulls) + doubt);
  }

  #doubt(state: number): void {
    this.#byTolerance ??= new Uint8Array(Math.ceil(this.#statesBefore(this.horizon) / 8));
    this.#byTolerance[state >>> 3] |= 1 << (state & 7);
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

/** `valuesOfFirst` modulo a prime. */
function residuesOfFirst(
  { successes, failures, inverses }: ArmResidues,
  prime: number,
  residues: Float64Array,
  success: number,
  failure: number,
  length: number,
  out: Float64Array,
): void {
  const reciprocal = 1 / prime;
  const inverse = inverses[length - 1];
  for (let i = 0; i < length; i++) {
    const won = successes[i] * (1 + residues[success + i]);
    const sum = residueOf(won + failures[length - 1 - i] * residues[failure + i], prime, reciprocal);
    out[i] = residueOf(sum * inverse, prime, reciprocal);
  }
}

/** `valuesOfOther` modulo a prime. */
function residuesOfOther(
  { successes, failures, inverses }: ArmResidues,
  prime: number,
  residues: Float64Array,
  success: number,
  failure: number,
  wins: number,
  losses: number,
  length: number,
  out: Float64Array,
  from: number,
): void {
  const reciprocal = 1 / prime;
  const mean = residueOf(successes[wins] * inverses[wins + losses], prime, reciprocal);
  const complement = residueOf(failures[losses] * inverses[wins + losses], prime, reciprocal);
  for (let i = 0; i < length; i++) {
    const won = mean * (1 + residues[success + i]);
    out[from + i] = residueOf(won + complement * residues[failure + i], prime, reciprocal);
  }
}

/**
 * Overwrites the residues of a row by those of its best arms, and notes where arms tie whose residues differ. Which of them
 * is the value is unknown then, and so is its residue: NaN, which differs from all, also in what is formed of it.
 */
function takeResidues(
  worth: Float64Array,
  worthResidues: Float64Array,
  stride: number,
  values: Float64Array,
  residues: Float64Array,
  rank: number,
  length: number,
  tolerance: number,
  doubts: number[],
): void {
  const isModular = residues.length > 0;
  for (let i = 0; i < length; i++) {
    const best = values[rank + i];
    const tied = best * (1 - tolerance);
    let known = -1;
    let isInDoubt = false;
    for (let at = i; at < worth.length; at += stride) {
      if (worth[at] < tied) continue;
      const residue = isModular ? worthResidues[at] : Number.NaN;
      if (known !== -1 && residue !== known) isInDoubt = true;
      known = residue;
    }
    if (isModular) residues[rank + i] = isInDoubt ? Number.NaN : known;
    if (isInDoubt) doubts.push(rank + i);
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

/** The next partial sums y_2 ≤ … ≤ y_2K−1 in the order of ranks, if there are any. */
function advance(sums: Int32Array): boolean {
  for (let j = 2; j < sums.length - 1; j++) {
    if (sums[j] < sums[j + 1]) {
      sums[j]++;
      sums.fill(0, 2, j);
      return true;
    }
  }
  return false;
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

/** What a plan holds: decisions, and values while it is made. */
export function planBytes(armCount: number, horizon: number): number {
  const places = 2 * armCount;
  let states = 1;
  for (let place = 1; place <= places; place++) states *= (horizon - 1 + place) / place;
  return (states * bitsFor(armCount)) / 8 + (8 * states * places) / horizon;
}

/** C(y + j − 1, j) at [j][y], for j ≤ places and y ≤ most, by Pascal's rule: sums of the row before. */
function rankTable(places: number, most: number): Float64Array[] {
  const table = [new Float64Array(most + 1).fill(1)];
  for (let j = 1; j <= places; j++) {
    const row = new Float64Array(most + 1);
    for (let y = 1; y <= most; y++) row[y] = row[y - 1] + table[j - 1][y];
    table.push(row);
  }
  return table;
}

/** Bits for a set of arms, of which a whole number fits a byte. */
function bitsFor(armCount: number): number {
  return armCount <= 2 ? 2 : armCount <= 4 ? 4 : 8;
}

/** Plans by what they are of, the last one used last: a simulation asks for the same few with every block. */
const plans = new Map<string, BayesOptimalPlan>();
const MOST_PLANS = 4;

/** The plan for these priors and this horizon; the last few are kept. Decisions are the same whether it tells ties. */
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
 */
export function bayesOptimalValue(priors: readonly BetaParameters[], horizon: number): number {
  return bayesOptimalPlan(priors, horizon).value;
}
