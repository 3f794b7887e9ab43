import type { Policy } from "../../policies/policy.ts";
import type { Sfc32 } from "../../policies/random/sfc32.ts";
import type { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import type { Bandit } from "../bandits/bandit.ts";
import type { RewardStreams } from "./reward-streams.ts";
import type { Trace } from "./trace.ts";

/**
 * Plays one replication of a stationary world with immediate rewards: the policy chooses, the bandit pays, and
 * the trace keeps the values at every checkpoint.
 *
 * Simulations spend their time here, and V8 inlines a call only if its call site meets a single class. This module is
 * therefore loaded once for every pair of policy and bandit, under different addresses (players.ts), and holds only the
 * loop.
 *
 * @param cancelled called every few milliseconds
 * @returns false if it was cancelled
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
    // Summed from the counts again at times, so that rounding errors do not accumulate.
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
