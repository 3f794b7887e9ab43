import { bitLength, Rational } from "../numerics/rational.ts";
import type { BetaParameters } from "../posteriors/beta.ts";

/** The most states to compute, each with all arms: about 0.1 s. */
const MOST_STATES = 40_000;
/** Bits beyond the common denominator, so that the rounding of every step is far below the least difference. */
const SPARE_BITS = 64;

/**
 * The arms whose pull is worth the most, exactly: the recursion of `BayesOptimalPlan` from one state on, in fixed point
 * with more bits than the common denominator of all values has. Different values differ by at least one part of that
 * denominator, so values that agree beyond it are equal.
 *
 * @param priors read as the decimals that were written
 * @param counts successes and failures of every arm, in turn
 * @param left pulls to come
 * @returns a set, one bit an arm; undefined if there are too many states
 */
export function exactBestArms(
  priors: readonly BetaParameters[],
  counts: ArrayLike<number>,
  left: number,
): number | undefined {
  if (statesAhead(priors.length, left) > MOST_STATES) return undefined;
  return new ExactPlay(priors, counts, left).bestArms(new Uint8Array(counts.length));
}

/**
 * `exactBestArms` at every state of a plan; states share what was computed.
 *
 * @returns the best arms given successes and failures of every arm, in turn; undefined if there are too many states
 */
export function exactPlay(
  priors: readonly BetaParameters[],
  horizon: number,
): ((counts: ArrayLike<number>) => number) | undefined {
  if (statesAhead(priors.length, horizon) > MOST_STATES) return undefined;
  let play: ExactPlay | undefined;
  return (counts) => {
    play ??= new ExactPlay(priors, new Uint8Array(2 * priors.length), horizon);
    return play.bestArms(counts);
  };
}

/** Approximate time of `exactBestArms`: 0 if there are too many states. */
export function exactPlayNanoseconds(armCount: number, left: number): number {
  const states = statesAhead(armCount, left);
  return states > MOST_STATES ? 0 : 4000 * armCount * states;
}

/** C(L + 2K − 1, 2K): the states after 0 … L − 1 more pulls. */
function statesAhead(armCount: number, left: number): number {
  let states = 1;
  for (let place = 1; place <= 2 * armCount; place++) states *= (left - 1 + place) / place;
  return states;
}

class ExactPlay {
  readonly #left: number;
  /** α + s, β + f and their sum over a common denominator, of every arm before the next pull; and that denominator. */
  readonly #arms: { successes: bigint; failures: bigint; total: bigint; unit: bigint }[];
  readonly #bits: bigint;
  readonly #known = new Map<number, bigint>();
  /** Successes and failures to come, arm after arm. */
  readonly #ahead: Int32Array;

  constructor(priors: readonly BetaParameters[], counts: ArrayLike<number>, left: number) {
    this.#left = left;
    this.#arms = priors.map(({ alpha, beta }, arm) => {
      const [a, b] = [Rational.fromDecimal(alpha), Rational.fromDecimal(beta)];
      const unit = a.denominator * b.denominator;
      const successes = a.numerator * b.denominator + BigInt(counts[2 * arm]) * unit;
      const failures = b.numerator * a.denominator + BigInt(counts[2 * arm + 1]) * unit;
      return { successes, failures, total: successes + failures, unit };
    });
    const denominator = this.#arms.reduce((product, { total, unit }) => {
      for (let pull = 0; pull < left; pull++) product *= total + BigInt(pull) * unit;
      return product;
    }, 1n);
    this.#bits = BigInt(bitLength(denominator) + SPARE_BITS);
    this.#ahead = new Int32Array(2 * priors.length);
  }

  /** @param ahead successes and failures of every arm, in turn, since the first state */
  bestArms(ahead: ArrayLike<number>): number {
    this.#ahead.set(ahead);
    const left = this.#ahead.reduce((rest, count) => rest - count, this.#left);
    const worths = this.#arms.map((_, arm) => this.#worth(arm, left));
    const best = worths.reduce((most, worth) => (worth > most ? worth : most));
    const equal = 1n << BigInt(SPARE_BITS - 8);
    return worths.reduce((set, worth, arm) => (best - worth < equal ? set | (1 << arm) : set), 0);
  }

  /** The worth of a pull of the arm, with this number of pulls left. */
  #worth(arm: number, left: number): bigint {
    const { successes, failures, total, unit } = this.#arms[arm];
    const ahead = this.#ahead;
    const [won, lost] = [ahead[2 * arm], ahead[2 * arm + 1]];
    ahead[2 * arm]++;
    const ifWon = (1n << this.#bits) + this.#value(left - 1);
    ahead[2 * arm]--;
    ahead[2 * arm + 1]++;
    const ifLost = this.#value(left - 1);
    ahead[2 * arm + 1]--;
    const [s, f] = [successes + BigInt(won) * unit, failures + BigInt(lost) * unit];
    return (s * ifWon + f * ifLost) / (total + BigInt(won + lost) * unit);
  }

  #value(left: number): bigint {
    if (left === 0) return 0n;
    let key = 0;
    for (const count of this.#ahead) key = key * (this.#left + 1) + count;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let best = 0n;
    for (let arm = 0; arm < this.#arms.length; arm++) {
      const worth = this.#worth(arm, left);
      if (worth > best) best = worth;
    }
    this.#known.set(key, best);
    return best;
  }
}
