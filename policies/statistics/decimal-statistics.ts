import { decimalOf, nearestDouble, Rational } from "../numerics/rational.ts";
import { ArmStatistics, type Fraction } from "./arm-statistics.ts";

/**
 * Statistics whose sums are exact: every reward counts as the decimal that was written. 0.1 is 1/10, though the nearest
 * double is not, so 0.1 and 0.2 have the mean of 0.15 and 0.15, and ties are those of the numbers on paper. For questions
 * about a history: a pull costs some microseconds, more for decimals of hundreds of digits. Up to 2⁵³ pulls in all.
 *
 * `rewardSums` and `squareSums` hold the doubles nearest to the sums.
 */
export class DecimalStatistics extends ArmStatistics {
  readonly #sums: DecimalSum[];
  /** The same objects as `#sums`, where squares are not added. */
  readonly #squares: DecimalSum[];

  constructor(armCount: number, squares: "added" | "rewards" = "added") {
    super(armCount, new Float64Array(armCount), squares);
    this.#sums = Array.from({ length: armCount }, () => new DecimalSum());
    this.#squares = squares === "added" ? Array.from({ length: armCount }, () => new DecimalSum()) : this.#sums;
  }

  override record(arm: number, reward: number): void {
    const { digits, places } = decimalOf(reward);
    this.#sums[arm].add(digits, places);
    if (this.#squares !== this.#sums) this.#squares[arm].add(digits * digits, 2 * places);
    this.#setNearest(arm, this.pulls[arm] + 1);
  }

  override remove(arm: number, reward: number): void {
    const { digits, places } = decimalOf(reward);
    this.#sums[arm].add(-digits, places);
    if (this.#squares !== this.#sums) this.#squares[arm].add(-digits * digits, 2 * places);
    this.#setNearest(arm, this.pulls[arm] - 1);
  }

  override set(arm: number, pulls: number, rewardSum: number, squareSum = rewardSum): void {
    this.#sums[arm] = DecimalSum.of(rewardSum);
    if (this.#squares !== this.#sums) this.#squares[arm] = DecimalSum.of(squareSum);
    this.#setNearest(arm, pulls);
  }

  override clear(): void {
    for (let arm = 0; arm < this.armCount; arm++) this.set(arm, 0, 0);
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
    const { units, denominator } = this.#sums[arm];
    return { numerator: units, denominator: denominator * BigInt(this.pulls[arm]) };
  }

  override exactSquareSum(arm: number): Rational {
    const { units, denominator } = this.#squares[arm];
    return new Rational(units, denominator);
  }

  override areAlike(i: number, j: number): boolean {
    // Sums that differ may have the same nearest double.
    return (
      super.areAlike(i, j) &&
      (this.pulls[i] === 0 ||
        (this.compareFractions(i, j, 0) === 0 && this.exactSquareSum(i).minus(this.exactSquareSum(j)).isZero))
    );
  }

  override compareMeans(i: number, j: number, untried: number): number {
    const difference = this.mean(i, untried) - this.mean(j, untried);
    return difference === 0 ? this.compareFractions(i, j, untried) : Math.sign(difference);
  }

  #setNearest(arm: number, pulls: number): void {
    super.set(arm, pulls, this.#sums[arm].nearest(), this.#squares[arm].nearest());
  }
}

/** Σ r as units·10^−places. */
class DecimalSum {
  units = 0n;
  #places = 0;

  static of(value: number): DecimalSum {
    const sum = new DecimalSum();
    const { digits, places } = decimalOf(value);
    sum.add(digits, places);
    return sum;
  }

  add(digits: bigint, places: number): void {
    const finer = places - this.#places;
    if (finer > 0) {
      this.units = this.units * 10n ** BigInt(finer) + digits;
      this.#places = places;
    } else this.units += digits * 10n ** BigInt(-finer);
  }

  get denominator(): bigint {
    return 10n ** BigInt(this.#places);
  }

  nearest(): number {
    return nearestDouble(this.units, this.denominator);
  }
}
