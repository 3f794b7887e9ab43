import type { RewardReference } from "../testing/bandit-contract.ts";

export const reference: RewardReference = (_, mean) => ({
  kind: "discrete",
  from: 0,
  to: Math.ceil(mean + 12 * Math.sqrt(mean) + 60),
  logDensity: (reward) => {
    let logFactorial = 0;
    for (let k = 2; k <= reward; k++) logFactorial += Math.log(k);
    return (reward === 0 ? 0 : reward * Math.log(mean)) - mean - logFactorial;
  },
});
