import { ArmStatistics } from "./arm-statistics.ts";

/**
 * Statistics without squares, for rewards of 0 or 1 (which are their own squares) and for rules that read none: square sums
 * are the reward sums. `record` has a body of its own because V8 inlines little more than the calls of a pull: see
 * docs/speed.md.
 */
export class CountStatistics extends ArmStatistics {
  constructor(armCount: number) {
    super(armCount, undefined, "rewards");
  }

  override record(arm: number, reward: number): void {
    this.pulls[arm]++;
    this.rewardSums[arm] += reward;
    this.pulled++;
  }
}
