import { windowedNanoseconds } from "../confidence/upper-confidence-nanoseconds.ts";
import { defineIndexPolicy } from "../index/define-index-policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { explorationParameter, rangeParameter, windowParameter } from "./parameters.ts";

/**
 * Sliding-window UCB, for arms whose means change: over the last τ pulls of all arms, an arm absent from them first, then
 *
 *   A_t = argmax μ̂_a + B·√(ξ·ln min(t, τ) / n_a),   t the decision number
 *
 * with μ̂_a and n_a those of the window. Garivier & Moulines (2011); Lattimore & Szepesvári (2020) §31.3.
 */
export const slidingWindowUcb = defineIndexPolicy({
  kind: "sliding-window-ucb",
  label: "Sliding-window UCB",
  rule: "UCB on the last τ pulls of all arms: an arm absent from them first, then the highest sum of mean and bonus.",
  source: "Garivier & Moulines (2011), On upper-confidence bound policies for switching bandit problems",
  index: "mean + range * sqrt(xi * ln(min(t, window)) / n)",
  parameters: { window: windowParameter, xi: explorationParameter(2), range: rangeParameter },
  rewards: rewardSpaces.unit,
  computable: rewardSpaces.real,
  window: "window",
  pull: windowedNanoseconds,
  blockWeight: { fixed: 128, perArm: 2 },
});
