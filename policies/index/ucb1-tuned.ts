import { computedIndexNanoseconds } from "./upper-confidence-nanoseconds.ts";
import { rewardSpaces } from "../reward-space.ts";
import { defineIndexPolicy } from "./define-index-policy.ts";

/**
 * UCB1-Tuned: UCB1 with the sample variance in place of its largest value for rewards in [0, 1]. Untried arms first, then
 *
 *   A_t = argmax μ̂_a + √((ln N / n_a)·min{1/4, σ̂_a² + √(2 ln N / n_a)}),   σ̂_a² = q_a/n_a − μ̂_a²,   N the pulls so far
 *
 * No bound of its regret is proven; in practice it is below that of UCB1. Auer, Cesa-Bianchi & Fischer (2002), section 4.
 */
export const ucb1Tuned = defineIndexPolicy({
  kind: "ucb1-tuned",
  label: "UCB1-Tuned",
  rule: "UCB1 with each arm's sample variance: untried arms first, then the highest sum of sample mean and tuned bonus.",
  source: "Auer, Cesa-Bianchi & Fischer (2002), Finite-time analysis of the multiarmed bandit problem, section 4",
  index: "mean + sqrt(ln(N) / n * min(1 / 4, variance + sqrt(2 * ln(N) / n)))",
  variants: [{ tieBreak: "first" }],
  rewards: rewardSpaces.unit,
  pull: computedIndexNanoseconds,
  blockWeight: { fixed: 128, perArm: 4 },
});
