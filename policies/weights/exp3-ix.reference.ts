import { armsOf, exponentials, type Reference, shares } from "../testing/slow-rule.ts";

/** Neu (2015), algorithm 1: estimated losses L̂, and arms in proportion to exp(−η·L̂). */
export const reference: Reference<"exp3-ix"> = ({ eta, gamma }, statistics) => {
  const losses = armsOf(statistics).map(() => 0);
  const law = () => shares(exponentials(losses.map((loss) => -eta * loss)));
  return {
    learnsByPropensity: true,
    law,
    update(arm, reward, propensity = law()[arm]) {
      losses[arm] += (1 - reward) / (propensity + gamma);
    },
    reset() {
      losses.fill(0);
    },
  };
};
