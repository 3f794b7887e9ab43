import { useSyncExternalStore } from "react";

/** The two rewards of the exercise, in the order of the pulls. */
export type RewardPair = "00" | "01" | "10" | "11";

export const rewardPairs: readonly RewardPair[] = ["00", "01", "10", "11"];

/** The rewards of the lecture. */
const lectureRewards: RewardPair = "01";

/** Outside the components: those that are fetched later follow without being rendered by the ones that came first. */
let rewards: RewardPair = lectureRewards;
const listeners = new Set<() => void>();

/** The rewards that are chosen now. */
export function useRewards(): RewardPair {
  return useSyncExternalStore(
    subscribe,
    () => rewards,
    () => lectureRewards,
  );
}

export function flipReward(pull: 0 | 1): void {
  const other = rewards[pull] === "1" ? "0" : "1";
  rewards = (pull === 0 ? other + rewards[1] : rewards[0] + other) as RewardPair;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
