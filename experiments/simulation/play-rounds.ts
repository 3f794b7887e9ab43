import type { Policy } from "../../policies/policy.ts";
import type { Sfc32 } from "../../policies/random/sfc32.ts";
import type { Bandit } from "../bandits/bandit.ts";
import type { RewardStreams } from "./reward-streams.ts";
import type { Rounds } from "./rounds.ts";
import type { Trace } from "./trace.ts";

/**
 * Plays one replication of a world that changes, with rewards that arrive late, or with streams for every round. `play` is
 * the faster loop for all other simulations; if both can play a simulation, they give the same numbers.
 *
 * Loaded for every pair of policy and bandit, as `play` is.
 *
 * @param cancelled called every few milliseconds
 * @returns false if it was cancelled
 */
export function playRounds(
  policy: Policy,
  bandit: Bandit,
  rounds: Rounds,
  random: Sfc32,
  rewards: RewardStreams,
  trace: Trace,
  cancelled: () => boolean,
): boolean {
  const { checkpoints, regrets, rewardSums, switchCounts, wasOptimal, pullCounts, rowLength } = trace;
  const { gaps, comparator, unitsPerOne, wholePerOne } = trace;
  const { pulls } = rounds;
  const isStationary = gaps.length > 0;
  let nextLook = 0;
  let row = 0;
  let last = -1;
  let switches = -1;
  let reward = 0;
  let regret = 0;
  let collected = 0;
  let summedAt = 0;
  let t = 0;
  for (let checkpoint = 0; checkpoint < checkpoints.length; checkpoint++) {
    for (const end = checkpoints[checkpoint]; t < end; t++) {
      if (t >= nextLook) {
        if (cancelled()) return false;
        nextLook = t + trace.lookEvery;
      }
      rounds.begin(t + 1, policy, bandit, random);
      const arm = policy.select(random);
      rounds.noteChoice(policy, arm);
      rewards.startPull(arm, t + 1, pulls[arm]);
      // Read before the pull, which may change the mean.
      const mean = bandit.means[arm];
      const gap = isStationary ? gaps[arm] : rounds.bestMean - mean;
      const payment = bandit.pull(arm, rewards.streams[arm]);
      rounds.finish(t + 1, arm, payment, policy, random);
      pullCounts[row + arm]++;
      regret += gap;
      collected += mean;
      reward += payment;
      if (arm !== last) {
        switches++;
        last = arm;
      }
      if (t + 1 === end) wasOptimal[checkpoint] = gap === 0 ? 1 : 0;
    }
    if (isStationary && t - summedAt >= trace.resumEvery) {
      regret = 0;
      for (let arm = 0; arm < gaps.length; arm++) regret += pulls[arm] * gaps[arm];
      summedAt = t;
    }
    if (comparator) regrets[checkpoint] = bandit.comparator!(comparator, t) - collected;
    else if (wholePerOne !== undefined) regrets[checkpoint] = Math.round(regret * wholePerOne) / wholePerOne;
    else regrets[checkpoint] = regret / unitsPerOne;
    rewardSums[checkpoint] = reward;
    switchCounts[checkpoint] = switches;
    row += rowLength;
  }
  return true;
}
