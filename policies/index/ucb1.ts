import { defineIndexPolicy } from "./define-index-policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { upperConfidenceNanoseconds } from "./upper-confidence-nanoseconds.ts";

/**
 * UCB1: untried arms first, then
 *
 *   A_t = argmax Q(a) + √(2 ln N / n_a),   N the pulls so far
 *
 * Meant for rewards in [0, 1]; regret O(Σ ln t / Δ). Auer, Cesa-Bianchi & Fischer (2002), figure 1.
 */
export const ucb1 = defineIndexPolicy({
  kind: "ucb1",
  label: "UCB1",
  rule: "Untried arms first, then the highest sum of sample mean and √(2 ln N / n).",
  source: "Auer, Cesa-Bianchi & Fischer (2002), Finite-time analysis of the multiarmed bandit problem",
  index: "mean + sqrt(2 * ln(N) / n)",
  variants: [{ tieBreak: "first" }],
  rewards: rewardSpaces.unit,
  pull: upperConfidenceNanoseconds,
  blockWeight: { fixed: 64, perArm: 2 },
});
