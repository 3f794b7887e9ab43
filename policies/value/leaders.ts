import type { Workload } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import { TiedArms } from "../tied-arms.ts";

/**
 * The arms with the highest sample mean, kept up to date pull by pull. A pull takes O(1) as long as some leader stays
 * above a bound on all other arms; when the only leader falls below that bound, all arms are scanned, O(K). Ties are
 * exact (see ArmStatistics.compareMeans).
 */
export class Leaders {
  readonly #statistics: ArmStatistics;
  readonly #untried: number;
  readonly #means: Float64Array;
  /** In ascending order. */
  readonly #leaders: TiedArms;
  /** No arm that does not lead has a higher mean than this. */
  #rivalBound = -Infinity;

  /** @param untried the mean of an arm before its first pull */
  constructor(statistics: ArmStatistics, untried: number, tieBreak: TieBreak) {
    this.#statistics = statistics;
    this.#untried = untried;
    this.#means = new Float64Array(statistics.armCount);
    this.#leaders = new TiedArms(statistics.armCount, tieBreak);
    this.rebuild();
  }

  get armCount(): number {
    return this.#means.length;
  }

  /** Number of arms with the highest mean. */
  get count(): number {
    return this.#leaders.count;
  }

  rebuild(): void {
    for (let arm = 0; arm < this.#means.length; arm++) this.#means[arm] = this.#statistics.mean(arm, this.#untried);
    this.#scan();
  }

  /** Updates one arm after its pull. */
  refresh(arm: number): void {
    // Not by `mean`: mixed with the value of an untried arm, V8 would box every mean.
    const mean = this.#statistics.sampleMean(arm);
    const leader = this.#leaders.arms[0];
    if (this.#leaders.count === 1 && arm === leader) {
      this.#means[arm] = mean;
      if (!(mean > this.#rivalBound)) this.#scan();
      return;
    }
    const highest = this.#means[leader];
    this.#means[arm] = mean;
    if (mean < highest) {
      if (mean > this.#rivalBound) this.#rivalBound = mean;
      if (this.#leaders.count > 1) this.#leaders.remove(arm);
    } else this.#challenge(arm, mean > highest, highest);
  }

  /** Updates the leaders if the pulled arm reaches or passes them; it may be one of several leaders. */
  #challenge(arm: number, isAbove: boolean, highest: number): void {
    const leaders = this.#leaders;
    leaders.remove(arm);
    const comparison = isAbove ? 1 : this.#statistics.compareMeans(arm, leaders.arms[0], this.#untried);
    if (comparison !== 0) this.#rivalBound = highest;
    if (comparison > 0) leaders.clear();
    if (comparison >= 0) leaders.insert(arm);
  }

  /** The mean of every arm, that of an untried arm included. */
  get means(): Float64Array {
    return this.#means.slice();
  }

  /** The arm to exploit. */
  pick(random: Random): number {
    return this.#leaders.pick(random);
  }

  /** The arms with the highest mean, ascending. */
  get all(): Int32Array {
    return this.#leaders.all;
  }

  /** The arms that `pick` chooses among, evenly. */
  get chosen(): Int32Array {
    return this.#leaders.chosen;
  }

  /** Adds weight/(number of chosen arms) to the place of every chosen arm. */
  addEvenly(weight: number, out: Float64Array): void {
    this.#leaders.addEvenly(weight, out);
  }

  #scan(): void {
    const means = this.#means;
    const leaders = this.#leaders.arms;
    let highest = -Infinity;
    let rivalBound = -Infinity;
    let count = 0;
    for (let arm = 0; arm < means.length; arm++) {
      const mean = means[arm];
      if (mean < highest) {
        if (mean > rivalBound) rivalBound = mean;
        continue;
      }
      const comparison = mean > highest ? 1 : this.#statistics.compareMeans(arm, leaders[0], this.#untried);
      if (comparison !== 0) rivalBound = highest;
      if (comparison > 0) count = 0;
      if (comparison >= 0) leaders[count++] = arm;
      highest = mean;
    }
    this.#leaders.count = count;
    this.#rivalBound = rivalBound;
  }
}

/** For an arm when a replication begins, and for each arm of a tie. */
const ARM_NANOSECONDS = 8;
const TIED_NANOSECONDS = 1.5;

/**
 * Nanoseconds a pull for keeping the leaders up to date, beyond a single comparison. All arms tie until one has paid
 * more than the initial value; or, if that is above all means, until every arm was pulled and has failed.
 */
export function leadersNanoseconds(
  { initialValue }: { initialValue: number },
  { armCount, horizon, meanReward, largestMean }: Workload,
): number {
  const pulls = 1 / Math.max(0, initialValue > meanReward ? 1 - Math.min(largestMean, 1) : meanReward);
  const tied = initialValue > meanReward ? armCount * pulls : pulls;
  return (armCount * (ARM_NANOSECONDS + TIED_NANOSECONDS * Math.min(horizon, tied))) / horizon;
}
