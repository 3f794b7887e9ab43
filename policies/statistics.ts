/**
 * What has been seen of every arm: the number of pulls and the sum of rewards. The runner records every pull here;
 * policies that depend on counts alone read it and keep no history of their own.
 */
export class ArmStatistics {
  readonly armCount: number;
  readonly pulls: Int32Array;
  readonly rewardSums: Float64Array;
  #totalPulls = 0;

  constructor(armCount: number) {
    this.armCount = armCount;
    this.pulls = new Int32Array(armCount);
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

  /** Sample mean of the rewards, divided once; `untried` for an arm that was never pulled. */
  mean(arm: number, untried: number): number {
    const pulls = this.pulls[arm];
    return pulls === 0 ? untried : this.rewardSums[arm] / pulls;
  }

  /**
   * A bound on the difference of `mean(arm)` to the mean of the rewards as they were written, absolute: the rounding of the
   * sum and of the division.
   */
  meanError(arm: number): number {
    return this.pulls[arm] === 0 ? 0 : 2 * 2 ** -53 * Math.abs(this.mean(arm, 0));
  }

  /**
   * The sign of mean(i) − mean(j), exactly. Rounding is monotone, so different quotients are in the right order; equal
   * ones are decided by s_i·n_j against s_j·n_i in integers where both sums are integers. For other rewards the double
   * sums are all that is known, and equal quotients are a tie.
   *
   * Running float means would break about a third of the true ties of Bernoulli arms.
   */
  compareMeans(i: number, j: number, untried: number): number {
    const difference = this.mean(i, untried) - this.mean(j, untried);
    if (difference !== 0) return Math.sign(difference);
    const si = this.pulls[i] === 0 ? untried : this.rewardSums[i];
    const sj = this.pulls[j] === 0 ? untried : this.rewardSums[j];
    if (!Number.isInteger(si) || !Number.isInteger(sj)) return 0;
    const ni = this.pulls[i] || 1;
    const nj = this.pulls[j] || 1;
    const left = si * nj;
    const right = sj * ni;
    if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return Math.sign(left - right);
    const exact = BigInt(si) * BigInt(nj) - BigInt(sj) * BigInt(ni);
    return exact === 0n ? 0 : exact > 0n ? 1 : -1;
  }
}
