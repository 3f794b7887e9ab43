import { Rational } from "../numerics/rational.ts";

/** A numerator over a positive denominator, not always in lowest terms. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/**
 * The pulls, reward sums and sums of squared rewards of every arm. The runner records every pull here; policies that depend
 * on counts alone read it and keep no history of their own.
 *
 * Sums are doubles: fast, and exact for rewards that are whole numbers. `DecimalStatistics` keeps them exact for all
 * others. Arms are numbered from 0; O(1) a pull.
 *
 * @example
 * ```ts
 * const statistics = new ArmStatistics(2);
 * statistics.record(0, 1);
 * statistics.record(0, 0);
 * statistics.sampleMean(0); // 0.5
 * statistics.decision; // 3, which is the number of the next decision
 * ```
 */
export class ArmStatistics {
  readonly armCount: number;
  readonly pulls: Int32Array | Float64Array;
  readonly rewardSums: Float64Array;
  /** Sums of squared rewards; where they are known to be 0 or 1, the reward sums themselves. */
  readonly squareSums: Float64Array;
  readonly #addsSquares: boolean;
  /** Pulls of all arms so far. */
  protected pulled = 0;

  /**
   * @param pulls a place for every arm; 32-bit integers hold the pulls of a simulation
   * @param squares "added"; or "rewards" where all rewards are 0 or 1, or no rule reads squares
   */
  constructor(
    armCount: number,
    pulls: Int32Array | Float64Array = new Int32Array(armCount),
    squares: "added" | "rewards" = "added",
  ) {
    this.armCount = armCount;
    this.pulls = pulls;
    this.rewardSums = new Float64Array(armCount);
    this.#addsSquares = squares === "added";
    this.squareSums = this.#addsSquares ? new Float64Array(armCount) : this.rewardSums;
  }

  /** Pulls of all arms so far. */
  get totalPulls(): number {
    return this.pulled;
  }

  /** The decision number t: pulls so far + 1. */
  get decision(): number {
    return this.pulled + 1;
  }

  record(arm: number, reward: number): void {
    this.pulls[arm]++;
    this.rewardSums[arm] += reward;
    if (this.#addsSquares) this.squareSums[arm] += reward * reward;
    this.pulled++;
  }

  /** Removes a pull that was recorded. An arm without a pull has sums of 0. */
  remove(arm: number, reward: number): void {
    const pulls = --this.pulls[arm];
    this.rewardSums[arm] = pulls === 0 ? 0 : this.rewardSums[arm] - reward;
    if (this.#addsSquares) this.squareSums[arm] = pulls === 0 ? 0 : this.squareSums[arm] - reward * reward;
    this.pulled--;
  }

  /**
   * Sets one arm to a number of pulls and their sums; the caller then calls `reset` on the policy.
   *
   * @param squareSum of the squared rewards; by default that of rewards of 0 or 1
   */
  set(arm: number, pulls: number, rewardSum: number, squareSum = rewardSum): void {
    this.pulled += pulls - this.pulls[arm];
    this.pulls[arm] = pulls;
    this.rewardSums[arm] = rewardSum;
    if (this.#addsSquares) this.squareSums[arm] = squareSum;
  }

  clear(): void {
    this.pulls.fill(0);
    this.rewardSums.fill(0);
    this.squareSums.fill(0);
    this.pulled = 0;
  }

  /**
   * Sample mean s/n of an arm that was pulled, rounded once. Rounding is monotone: means that differ as doubles are in
   * the right order.
   */
  sampleMean(arm: number): number {
    return this.rewardSums[arm] / this.pulls[arm];
  }

  /** 1 − s/n of an arm that was pulled, without cancellation. */
  sampleComplement(arm: number): number {
    return (this.pulls[arm] - this.rewardSums[arm]) / this.pulls[arm];
  }

  /** Sample mean of the rewards; `untried` for an arm without a pull. */
  mean(arm: number, untried: number): number {
    return this.pulls[arm] === 0 ? untried : this.sampleMean(arm);
  }

  /** The sum of the rewards over the pulls, of an arm that was pulled. */
  meanFraction(arm: number): Fraction {
    const { numerator, denominator } = Rational.fromDouble(this.rewardSums[arm]);
    return { numerator, denominator: denominator * BigInt(this.pulls[arm]) };
  }

  /** The sum of squared rewards of an arm. */
  exactSquareSum(arm: number): Rational {
    return Rational.fromDouble(this.squareSums[arm]);
  }

  /** The exact sample mean of an arm that was pulled. */
  exactMean(arm: number): Rational {
    const { numerator, denominator } = this.meanFraction(arm);
    return new Rational(numerator, denominator);
  }

  /**
   * Whether two arms have the same number of pulls, the same sum and the same sum of squares: no policy that depends on
   * counts or moments can tell such arms apart.
   */
  areAlike(i: number, j: number): boolean {
    return (
      this.pulls[i] === this.pulls[j] &&
      this.rewardSums[i] === this.rewardSums[j] &&
      (!this.#addsSquares || this.squareSums[i] === this.squareSums[j])
    );
  }

  /**
   * The sign of mean(i) − mean(j), exactly. Means that differ as doubles are in the right order; equal ones are decided
   * by s_i·n_j against s_j·n_i in whole numbers. The value of an untried arm is the decimal as it was written. A sum that is
   * no whole number is known only as a double, so equal means of two such arms tie.
   *
   * Running float means would break about a third of the true ties of Bernoulli arms.
   */
  compareMeans(i: number, j: number, untried: number): number {
    const difference = this.mean(i, untried) - this.mean(j, untried);
    if (difference !== 0) return Math.sign(difference);
    const [ni, nj] = [this.pulls[i], this.pulls[j]];
    if (ni === 0 && nj === 0) return 0;
    const si = ni === 0 ? untried : this.rewardSums[i];
    const sj = nj === 0 ? untried : this.rewardSums[j];
    const left = si * (nj || 1);
    const right = sj * (ni || 1);
    if (Number.isInteger(si) && Number.isInteger(sj)) {
      const areSafe = Number.isSafeInteger(left) && Number.isSafeInteger(right);
      return areSafe ? Math.sign(left - right) : this.compareFractions(i, j, untried);
    }
    const isKnown = (pulls: number, sum: number) => pulls === 0 || Number.isInteger(sum);
    return isKnown(ni, si) && isKnown(nj, sj) ? this.compareFractions(i, j, untried) : 0;
  }

  /** The sign of mean(i) − mean(j) by whole numbers of any length. */
  protected compareFractions(i: number, j: number, untried: number): number {
    const fractionOf = (arm: number) =>
      this.pulls[arm] === 0 ? Rational.fromDecimal(untried) : this.meanFraction(arm);
    const [one, other] = [fractionOf(i), fractionOf(j)];
    const difference = one.numerator * other.denominator - other.numerator * one.denominator;
    return difference === 0n ? 0 : difference > 0n ? 1 : -1;
  }
}
