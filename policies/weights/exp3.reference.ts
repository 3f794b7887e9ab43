import { armsOf, exponentials, type Reference, shares } from "../testing/slow-rule.ts";

export const reference: Reference<"exp3"> = ({ gamma }, statistics) => {
  let logWeights = armsOf(statistics).map(() => 0);
  const armCount = logWeights.length;
  const law = () => shares(exponentials(logWeights)).map((share) => (1 - gamma) * share + gamma / armCount);
  return {
    law,
    update(arm, reward) {
      logWeights[arm] += (gamma * reward) / (armCount * law()[arm]);
    },
    reset() {
      logWeights = logWeights.map(() => 0);
    },
  };
};
