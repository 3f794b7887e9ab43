import { ArmStatistics } from "./arm-statistics.ts";

/**
 * Statistics for rules that ask for no squares, or rewards of 0 or 1, whose squares they are: square sums are the reward
 * sums. The loop of a simulation has room for the calls of a pull, but for little more: see CONTRIBUTING, Speed.
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
