import type { RewardReference } from "../testing/bandit-contract.ts";

export const reference: RewardReference = (_, mean) => ({
  kind: "discrete",
  from: 0,
  to: 1,
  logDensity: (reward) => Math.log(reward === 1 ? mean : 1 - mean),
});
