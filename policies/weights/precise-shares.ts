import { DoubleDouble } from "../numerics/double-double.ts";
import { exp, expm1, log, log1p } from "../numerics/elementary.ts";
import { type ArmProbability, exactProbability, type SelectionProbabilities } from "../law.ts";
import { Rational } from "../numerics/rational.ts";

/** The relative error of shares and of changes of preferences, for exponents up to 700 and sums of 1,000 terms. */
export const PRECISE_ROUNDOFF = 2 ** -90;

/** Below this share, only the logarithm has many digits. */
const LEAST_SHARE = 1e-290;

/** A complement of a share below this has lost too many digits, and is computed from the other arms. */
const LEAST_REST = 2 ** -40;

/** Preferences H in double-doubles, and their Boltzmann shares exp(H_b)/Σ_c exp(H_c), to some 27 digits. O(K) a change. */
export class PreciseShares {
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly shares: Float64Array;
  readonly shareLows: Float64Array;
  /** The largest absolute preference. */
  largest = 0;
  /** An arm with the highest preference. */
  leader = 0;
  readonly #value = new DoubleDouble();
  readonly #sum = new DoubleDouble();

  constructor(armCount: number) {
    this.highs = new Float64Array(armCount);
    this.lows = new Float64Array(armCount);
    this.shares = new Float64Array(armCount);
    this.shareLows = new Float64Array(armCount);
    this.clear();
  }

  clear(): void {
    this.highs.fill(0);
    this.lows.fill(0);
    this.evaluate();
  }

  /** Removes an arm: its share is 0 from here on. Takes effect at `evaluate`. */
  drop(arm: number): void {
    this.highs[arm] = -Infinity;
    this.lows[arm] = 0;
  }

  isDropped(arm: number): boolean {
    return this.highs[arm] === -Infinity;
  }

  /** Adds to a preference. Takes effect at `evaluate`. */
  move(arm: number, high: number, low: number): void {
    const moved = this.#value.set(this.highs[arm], this.lows[arm]).add(high, low);
    this.highs[arm] = moved.high;
    this.lows[arm] = moved.low;
  }

  /** Computes the shares of the present preferences. */
  evaluate(): void {
    const { highs, lows, shares, shareLows } = this;
    const leader = (this.leader = this.#findLeader());
    const [value, sum] = [this.#value, this.#sum.set(0, 0)];
    this.largest = 0;
    for (let arm = 0; arm < highs.length; arm++) {
      if (this.isDropped(arm)) {
        shares[arm] = shareLows[arm] = 0;
        continue;
      }
      this.largest = Math.max(this.largest, Math.abs(highs[arm]));
      value.set(highs[arm], lows[arm]).add(-highs[leader], -lows[leader]).exponentiate();
      shares[arm] = value.high;
      shareLows[arm] = value.low;
      sum.add(value.high, value.low);
    }
    const inverse = sum.invert();
    for (let arm = 0; arm < highs.length; arm++) {
      value.set(shares[arm], shareLows[arm]).multiply(inverse.high, inverse.low);
      shares[arm] = value.high;
      shareLows[arm] = value.low;
    }
  }

  /** ln of every share, even far below the range of doubles; −∞ for an arm that was removed. */
  logShare(arm: number): number {
    if (this.isDropped(arm)) return -Infinity;
    const share = this.shares[arm];
    // The others' shares are 1 minus this share, to 27 digits.
    if (share > 0.5) return log1p(this.#value.set(share, this.shareLows[arm]).add(-1, 0).high);
    if (share > LEAST_SHARE) return log(share);
    const { leader } = this;
    const gap = this.#value.set(this.highs[arm], this.lows[arm]).add(-this.highs[leader], -this.lows[leader]).high;
    return gap + this.logShare(leader);
  }

  /** ln of the sum of the other arms' shares, even if it underflows; −∞ for one arm. */
  logRest(arm: number): number {
    const { shares, leader } = this;
    if (arm !== leader) return log1p(-shares[arm]);
    const rest = -this.#value.set(shares[arm], this.shareLows[arm]).add(-1, 0).high;
    if (rest > LEAST_REST) return log(rest);
    return this.#logSum((b) => b !== leader);
  }

  /** ln of the sum of the marked arms' shares, even if it underflows; −∞ if none is marked. */
  logShareOf(marks: ArrayLike<number>): number {
    return this.#logSum((arm) => marks[arm] === 1);
  }

  /**
   * A bound on the error of a share p whose log odds are off by at most e. With the odds times r in [e⁻ᵉ, eᵉ] it moves
   * by p(1 − p)|r − 1|/(1 − p + p·r) ≤ min(p, 1 − p)·(eᵉ − 1), and by no more than 1.
   */
  errorOf(arm: number, oddsError: number): number {
    if (oddsError === Infinity) return 1;
    const smaller = Math.min(this.logShare(arm), this.logRest(arm));
    return -expm1(-oddsError) * exp(Math.min(0, smaller + oddsError));
  }

  #logSum(isCounted: (arm: number) => boolean): number {
    const { highs } = this;
    let first = -1;
    for (let arm = 0; arm < highs.length; arm++) {
      if (isCounted(arm) && (first < 0 || highs[arm] > highs[first])) first = arm;
    }
    if (first < 0 || this.isDropped(first)) return -Infinity;
    let sum = 0;
    for (let arm = 0; arm < highs.length; arm++) if (isCounted(arm)) sum += exp(highs[arm] - highs[first]);
    return this.logShare(first) + log(sum);
  }

  #findLeader(): number {
    const { highs, lows } = this;
    let leader = 0;
    for (let arm = 1; arm < highs.length; arm++) {
      if (highs[arm] > highs[leader] || (highs[arm] === highs[leader] && lows[arm] > lows[leader])) leader = arm;
    }
    return leader;
  }
}

/** The law of some probabilities, each known to an absolute error. */
export function preciseLaw(
  values: ArrayLike<number>,
  logValue: (arm: number) => number,
  errors: ArrayLike<number>,
): SelectionProbabilities {
  const arms = Array.from(values, (value, arm): ArmProbability => {
    const logarithm = logValue(arm);
    const shown = value > LEAST_SHARE ? value : exp(logarithm);
    // A value computed from its logarithm, which is correct to a few units.
    const relative = value > LEAST_SHARE ? 2 ** -85 : 2 ** -50 * (1 + Math.abs(logarithm));
    const rounding = shown === 0 ? 0 : relative * shown;
    const errorBound = Math.min(1, errors[arm] + rounding + Number.MIN_VALUE);
    return { value: shown, logValue: logarithm, errorBound };
  });
  return { method: "closed-form", arms };
}

/** 1/K for every arm. */
export function evenLaw(armCount: number): SelectionProbabilities {
  const share = exactProbability(Rational.of(1, armCount));
  return { method: "closed-form", arms: Array.from({ length: armCount }, () => ({ ...share })) };
}
