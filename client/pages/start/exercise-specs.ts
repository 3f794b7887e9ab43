import { type LectureSpec, lectureSpec } from "../lecture/spec.ts";
import { type RewardPair, rewardPairs } from "./rewards.ts";

/** The lecture's exercise with other rewards. */
export function withRewards(rewards: RewardPair): LectureSpec {
  const history = lectureSpec.history.map(({ arm }, pull) => ({ arm, reward: Number(rewards[pull]) }));
  return { ...lectureSpec, history };
}

export function forEachPair<Value>(valueOf: (rewards: RewardPair) => Value): Record<RewardPair, Value> {
  return Object.fromEntries(rewardPairs.map((rewards) => [rewards, valueOf(rewards)])) as Record<RewardPair, Value>;
}
