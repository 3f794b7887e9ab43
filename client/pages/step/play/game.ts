import { createBandit } from "../../../../experiments/bandits/registry.ts";
import { planSimulation } from "../../../../experiments/simulation/plan.ts";
import { RewardStreams } from "../../../../experiments/simulation/reward-streams.ts";
import { Sfc32 } from "../../../../policies/random/sfc32.ts";
import { armName, MOST_ARMS } from "../spec.ts";
import { meansOf, type PlaySpec, simulationOf } from "./spec.ts";

/** What was seen of an arm. */
export interface PlayedArm {
  pulls: number;
  successes: number;
}

export interface Played {
  rewards: number[];
  arms: PlayedArm[];
}

const armOf = Object.fromEntries(Array.from({ length: MOST_ARMS }, (_, arm) => [armName(arm), arm]));

/** The arms that were pulled, by number. */
export function armsPulled({ play }: Pick<PlaySpec, "play">): number[] {
  return Array.from(play, (name) => armOf[name]);
}

/**
 * The reward of every pull so far. Rewards are those of the simulation's first replication by common random numbers: the
 * n-th pull of an arm pays the same to the player and to every policy.
 */
export function playedGame(game: PlaySpec): Played {
  const plan = planSimulation(simulationOf(game));
  const streams = new RewardStreams(plan.rewardKeys, plan.coupling, plan.armCount);
  const bandit = createBandit(plan.spec.bandit, new Sfc32(plan.meansKey, 0));
  const arms = Array.from({ length: plan.armCount }, () => ({ pulls: 0, successes: 0 }));
  streams.begin(0);
  const rewards = armsPulled(game).map((arm, place) => {
    streams.startPull(arm, place + 1, arms[arm].pulls);
    const reward = bandit.pull(arm, streams.streams[arm]);
    arms[arm].pulls++;
    arms[arm].successes += reward;
    return reward;
  });
  return { rewards, arms };
}

/** The regret of the pulls so far: the sum of the best mean less the mean of the pulled arm. */
export function regretOf(game: PlaySpec): number {
  const means = meansOf(game);
  const best = Math.max(...means);
  return armsPulled(game).reduce((sum, arm) => sum + (best - means[arm]), 0);
}
