import type { Policy } from "../../policies/policy.ts";
import type { Sfc32 } from "../../policies/random/sfc32.ts";
import type { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import type { Bandit } from "../bandits/bandit.ts";
import type { RewardStreams } from "./reward-streams.ts";
import type { Trace } from "./trace.ts";

/**
 * One replication of a world that stays as it is and rewards that are told at once: the policy chooses, the bandit pays, the trace keeps what is to be known at every checkpoint.
 *
 * All time is spent here, and V8 makes calls as fast as the code around them only where a call site meets one class.
 * This module is therefore loaded once for every pair of policy and bandit, under addresses that differ (players.ts),
 * and holds nothing but the loop.
 *
 * @param cancelled looked at every few milliseconds
 * @returns false if it was cancelled on the way
 */
export function play(
  policy: Policy,
  bandit: Bandit,
  statistics: ArmStatistics,
  random: Sfc32,
  rewards: RewardStreams,
  trace: Trace,
  cancelled: () => boolean,
): boolean {
  const { checkpoints, regrets, rewardSums, switchCounts, wasOptimal, pullCounts, rowLength, gaps, unitsPerOne } =
    trace;
  const { pulls } = statistics;
  const { streams, isByPull } = rewards;
  let t = 0;
  let nextLook = 0;
  let row = 0;
  let last = -1;
  let switches = -1;
  let reward = 0;
  let regret = 0;
  let summedAt = 0;
  for (let checkpoint = 0; checkpoint < checkpoints.length; checkpoint++) {
    const end = checkpoints[checkpoint];
    while (t < end) {
      if (t >= nextLook) {
        if (cancelled()) return false;
        nextLook = t + trace.lookEvery;
      }
      for (const stop = Math.min(end, nextLook); t < stop; t++) {
        const arm = policy.select(random);
        if (isByPull && pulls[arm] === 0) rewards.start(arm);
        const payment = bandit.pull(arm, streams[arm]);
        statistics.record(arm, payment);
        policy.update(arm, payment, random);
        pullCounts[row + arm]++;
        regret += gaps[arm];
        reward += payment;
        if (arm !== last) {
          switches++;
          last = arm;
        }
      }
    }
    // Summed anew from the counts now and then, so that rounding cannot add up.
    if (t - summedAt >= trace.resumEvery) {
      regret = 0;
      for (let arm = 0; arm < gaps.length; arm++) regret += pulls[arm] * gaps[arm];
      summedAt = t;
    }
    regrets[checkpoint] = regret / unitsPerOne;
    rewardSums[checkpoint] = reward;
    switchCounts[checkpoint] = switches;
    wasOptimal[checkpoint] = gaps[last] === 0 ? 1 : 0;
    row += rowLength;
  }
  return true;
}
