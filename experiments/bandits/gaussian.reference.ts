import type { RewardReference } from "../testing/bandit-contract.ts";

export const reference: RewardReference = ({ standardDeviation }, mean) => ({
  kind: "continuous",
  from: mean - 12 * standardDeviation,
  to: mean + 12 * standardDeviation,
  logDensity: (reward) =>
    -((reward - mean) ** 2) / (2 * standardDeviation ** 2) - Math.log(standardDeviation * Math.sqrt(2 * Math.PI)),
});
