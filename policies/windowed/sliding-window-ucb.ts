import { windowedNanoseconds } from "../index/upper-confidence-nanoseconds.ts";
import { defineIndexPolicy } from "../index/define-index-policy.ts";
import { explorationParameter, rangeParameter } from "../parameters.ts";
import { rewardSpaces } from "../reward-space.ts";
import { defineWindowedPolicy } from "./define-windowed-policy.ts";
import { windowParameter } from "./window.ts";

/**
 * Sliding-window UCB, for arms whose means change: on the last τ pulls of all arms; arms without a pull among them
 * first, then
 *
 *   A_t = argmax μ̂_a + B·√(ξ·ln min(t, τ) / n_a),   t the decision number
 *
 * with μ̂_a and n_a those of the window. Garivier & Moulines (2011); Lattimore & Szepesvári (2020) §31.3.
 */
export const slidingWindowUcb = defineWindowedPolicy(
  defineIndexPolicy({
    kind: "sliding-window-ucb",
    label: "Sliding-window UCB",
    rule: "UCB on the last τ pulls of all arms: arms without a pull among them first, then the highest sum of mean and bonus.",
    source: "Garivier & Moulines (2011), On upper-confidence bound policies for switching bandit problems",
    index: "mean + range * sqrt(xi * ln(min(t, window)) / n)",
    parameters: { window: windowParameter, xi: explorationParameter(2), range: rangeParameter },
    variants: [{ xi: 0 }, { window: 12, xi: 0.5, range: 0.7 }, { window: 1, range: 3, tieBreak: "first" }],
    rewards: rewardSpaces.unit,
    pull: windowedNanoseconds,
    blockWeight: { fixed: 128, perArm: 2 },
  }),
);
