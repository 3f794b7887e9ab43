import { decimalOf, nearestDouble, Rational } from "./numerics/rational.ts";

/** A numerator over a positive denominator, not always in lowest terms. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/**
 * What has been seen of every arm: the number of pulls and the sum of rewards. The runner records every pull here;
 * policies that depend on counts alone read it and keep no history of their own.
 *
 * Reward sums are doubles, as fast as a simulation wants them. They are exact for rewards that are whole numbers;
 * `DecimalStatistics` keeps them exact for all others.
 */
export class ArmStatistics {
  readonly armCount: number;
  readonly pulls: Int32Array | Float64Array;
  readonly rewardSums: Float64Array;
  #totalPulls = 0;

  /** @param pulls a place for every arm; 32-bit integers hold what a simulation can pull */
  constructor(armCount: number, pulls: Int32Array | Float64Array = new Int32Array(armCount)) {
    this.armCount = armCount;
    this.pulls = pulls;
    this.rewardSums = new Float64Array(armCount);
  }

  /** Pulls of all arms so far. */
  get totalPulls(): number {
    return this.#totalPulls;
  }

  /** The decision number t: pulls so far + 1. */
  get decision(): number {
    return this.#totalPulls + 1;
  }

  record(arm: number, reward: number): void {
    this.pulls[arm]++;
    this.rewardSums[arm] += reward;
    this.#totalPulls++;
  }

  /** Sets one arm to a number of pulls and their reward sum; the caller then calls `reset` on the policy. */
  set(arm: number, pulls: number, rewardSum: number): void {
    this.#totalPulls += pulls - this.pulls[arm];
    this.pulls[arm] = pulls;
    this.rewardSums[arm] = rewardSum;
  }

  clear(): void {
    this.pulls.fill(0);
    this.rewardSums.fill(0);
    this.#totalPulls = 0;
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

  /** Sample mean of the rewards; `untried` for an arm that was never pulled. */
  mean(arm: number, untried: number): number {
    return this.pulls[arm] === 0 ? untried : this.sampleMean(arm);
  }

  /** The sum of the rewards over the pulls, of an arm that was pulled. */
  meanFraction(arm: number): Fraction {
    const { numerator, denominator } = Rational.fromDouble(this.rewardSums[arm]);
    return { numerator, denominator: denominator * BigInt(this.pulls[arm]) };
  }

  /** The exact sample mean of an arm that was pulled. */
  exactMean(arm: number): Rational {
    const { numerator, denominator } = this.meanFraction(arm);
    return new Rational(numerator, denominator);
  }

  /** Whether as many pulls of two arms paid the same sum: no policy that depends on counts can tell such arms apart. */
  areAlike(i: number, j: number): boolean {
    return this.pulls[i] === this.pulls[j] && this.rewardSums[i] === this.rewardSums[j];
  }

  /**
   * The sign of mean(i) − mean(j), exactly. Means that differ as doubles are in the right order; equal ones are decided
   * by s_i·n_j against s_j·n_i in whole numbers. The value of an untried arm is the decimal that was written. Where a sum
   * is no whole number doubles are all that is known of it, and equal means of two such arms are a tie.
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

/**
 * Statistics whose reward sums are exact: every reward is the decimal that was written, as .1 is 1/10 though the nearest
 * double is not. So .1 and .2 have the mean of .15 and .15, and ties are those of the numbers on paper. For questions
 * about a history: a pull costs some microseconds, more for decimals of hundreds of digits. Up to 2⁵³ pulls in all.
 *
 * `rewardSums` holds the doubles nearest to the sums.
 */
export class DecimalStatistics extends ArmStatistics {
  /** Σ r·10^places, arm by arm. */
  readonly #units: bigint[];
  readonly #places: number[];

  constructor(armCount: number) {
    super(armCount, new Float64Array(armCount));
    this.#units = Array.from({ length: armCount }, () => 0n);
    this.#places = Array.from({ length: armCount }, () => 0);
  }

  override record(arm: number, reward: number): void {
    const { digits, places } = decimalOf(reward);
    const finer = places - this.#places[arm];
    if (finer > 0) {
      this.#units[arm] = this.#units[arm] * 10n ** BigInt(finer) + digits;
      this.#places[arm] = places;
    } else this.#units[arm] += digits * 10n ** BigInt(-finer);
    this.#setNearest(arm, this.pulls[arm] + 1);
  }

  override set(arm: number, pulls: number, rewardSum: number): void {
    const { digits, places } = decimalOf(rewardSum);
    this.#units[arm] = digits;
    this.#places[arm] = places;
    this.#setNearest(arm, pulls);
  }

  override clear(): void {
    this.#units.fill(0n);
    this.#places.fill(0);
    super.clear();
  }

  override sampleMean(arm: number): number {
    const { numerator, denominator } = this.meanFraction(arm);
    return nearestDouble(numerator, denominator);
  }

  override sampleComplement(arm: number): number {
    const { numerator, denominator } = this.meanFraction(arm);
    return nearestDouble(denominator - numerator, denominator);
  }

  override meanFraction(arm: number): Fraction {
    return { numerator: this.#units[arm], denominator: 10n ** BigInt(this.#places[arm]) * BigInt(this.pulls[arm]) };
  }

  override areAlike(i: number, j: number): boolean {
    // Sums that differ may have the same nearest double.
    return super.areAlike(i, j) && (this.pulls[i] === 0 || this.compareFractions(i, j, 0) === 0);
  }

  override compareMeans(i: number, j: number, untried: number): number {
    const difference = this.mean(i, untried) - this.mean(j, untried);
    return difference === 0 ? this.compareFractions(i, j, untried) : Math.sign(difference);
  }

  #setNearest(arm: number, pulls: number): void {
    super.set(arm, pulls, nearestDouble(this.#units[arm], 10n ** BigInt(this.#places[arm])));
  }
}
