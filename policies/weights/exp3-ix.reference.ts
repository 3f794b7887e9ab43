import type { SlowRuleOf } from "../testing/slow-rule.ts";

/** Neu (2015), algorithm 1: estimated losses L̂ and the weights exp(−η·L̂), nothing in logarithms. */
export const reference: SlowRuleOf<{ eta: number; gamma: number }> = ({ eta, gamma }, { armCount }) => {
  const losses = Array.from({ length: armCount }, () => 0);
  const law = () => {
    const least = Math.min(...losses);
    const weights = losses.map((loss) => Math.exp(-eta * (loss - least)));
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => weight / sum);
  };
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
