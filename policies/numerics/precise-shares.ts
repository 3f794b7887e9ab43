import { DoubleDouble } from "./double-double.ts";
import { type ArmProbability, exactProbability, type SelectionProbabilities } from "./probability.ts";
import { Rational } from "./rational.ts";

/** What shares and changes of preferences are right to, relatively: exponents to 700 and sums of 1000 terms included. */
export const PRECISE_ROUNDOFF = 2 ** -90;

/** Below this share only logarithms are known to many digits. */
const LEAST_SHARE = 1e-290;

/** Preferences H in double-doubles, and their Boltzmann shares exp(H_b)/Σ_c exp(H_c), to some 27 digits. O(K) a change. */
export class PreciseShares {
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly shares: Float64Array;
  readonly shareLows: Float64Array;
  /** No preference is larger, positive or negative. */
  largest = 0;
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

  /** Adds to a preference; `evaluate` takes it in. */
  move(arm: number, high: number, low: number): void {
    const moved = this.#value.set(this.highs[arm], this.lows[arm]).add(high, low);
    this.highs[arm] = moved.high;
    this.lows[arm] = moved.low;
  }

  /** Finds the shares of the preferences as they stand. */
  evaluate(): void {
    const { highs, lows, shares, shareLows } = this;
    const leader = this.#leader();
    const [value, sum] = [this.#value, this.#sum.set(0, 0)];
    this.largest = 0;
    for (let arm = 0; arm < highs.length; arm++) {
      this.largest = Math.max(this.largest, Math.abs(highs[arm]));
      value.set(highs[arm], lows[arm]).add(-highs[leader], -lows[leader]).exponentiate();
      shares[arm] = value.high;
      shareLows[arm] = value.low;
      sum.add(value.high, value.low);
    }
    for (let arm = 0; arm < highs.length; arm++) {
      value.set(shares[arm], shareLows[arm]).divide(sum.high, sum.low);
      shares[arm] = value.high;
      shareLows[arm] = value.low;
    }
  }

  /** ln of every share, where it is far below the range of doubles, too. */
  logShare(arm: number): number {
    const share = this.shares[arm];
    // The others' shares are what is missing to 1, to 27 digits.
    if (share > 0.5) return Math.log1p(this.#value.set(share, this.shareLows[arm]).add(-1, 0).high);
    if (share > LEAST_SHARE) return Math.log(share);
    const leader = this.#leader();
    const gap = this.#value.set(this.highs[arm], this.lows[arm]).add(-this.highs[leader], -this.lows[leader]).high;
    return gap + this.logShare(leader);
  }

  #leader(): number {
    const { highs, lows } = this;
    let leader = 0;
    for (let arm = 1; arm < highs.length; arm++) {
      if (highs[arm] > highs[leader] || (highs[arm] === highs[leader] && lows[arm] > lows[leader])) leader = arm;
    }
    return leader;
  }
}

/** A step of the preferences, as far as it tells how an error before it moves on: the shares before it, and its place. */
export interface PreciseStep {
  arm: number;
  size: number;
  shares: Float64Array;
  /** What rounding may have done to every preference, to one in proportion to its share, and to the arm's own. */
  everywhere: number;
  perShare: number;
}

/** Above this many products the sensitivity of every arm's share to every step is not followed. */
const MOST_PRODUCTS = 4e7;

/** Whether `sharesError` is affordable. */
export function canFollow(armCount: number, stepCount: number): boolean {
  return armCount * armCount * stepCount <= MOST_PRODUCTS;
}

/**
 * What the rounding of all steps may have done to every share, to first order: the derivative of a share in the
 * preferences, carried backward from step to step, times what each step's rounding is at most. O(K²·T).
 *
 * @param pullBack turns the derivative in the preferences after a step into that in those before it
 */
export function sharesError(
  final: Float64Array,
  steps: readonly PreciseStep[],
  pullBack: (step: PreciseStep, derivative: Float64Array) => void,
): Float64Array {
  return final.map((share, arm) => {
    const derivative = final.map((other, b) => share * ((b === arm ? 1 : 0) - other));
    let error = 0;
    for (let t = steps.length - 1; t >= 0; t--) {
      const step = steps[t];
      let [all, weighted] = [0, 0];
      for (let b = 0; b < derivative.length; b++) {
        const size = Math.abs(derivative[b]);
        all += size;
        weighted += size * step.shares[b];
      }
      error += step.everywhere * all + step.perShare * (weighted + Math.abs(derivative[step.arm]));
      pullBack(step, derivative);
    }
    // Twice, for the rounding of the derivatives themselves.
    return 2 * error;
  });
}

/** The law of some probabilities, each known to an absolute error. */
export function preciseLaw(
  values: ArrayLike<number>,
  logValue: (arm: number) => number,
  errors: ArrayLike<number>,
): SelectionProbabilities {
  const arms = Array.from(values, (value, arm): ArmProbability => {
    const logarithm = logValue(arm);
    const shown = value > LEAST_SHARE ? value : Math.exp(logarithm);
    // Where the value is formed from its logarithm, that is right to a few units.
    const relative = value > LEAST_SHARE ? 2 ** -85 : 2 ** -50 * (1 + Math.abs(logarithm));
    const errorBound = Math.min(1, errors[arm] + relative * shown + Number.MIN_VALUE);
    return { value: shown, logValue: logarithm, errorBound };
  });
  return { method: "closed-form", arms };
}

/** 1/K for every arm. */
export function evenLaw(armCount: number): SelectionProbabilities {
  const share = exactProbability(Rational.of(1, armCount));
  return { method: "closed-form", arms: Array.from({ length: armCount }, () => ({ ...share })) };
}
