import * as z from "zod";
import { rewardSpaces } from "../reward-space.ts";
import { upperConfidenceNanoseconds } from "./upper-confidence-nanoseconds.ts";
import { defineIndexPolicy } from "./define-index-policy.ts";

/**
 * MOSS, minimax optimal strategy in the stochastic case: untried arms first, then
 *
 *   A_t = argmax μ̂_a + √(c·ln⁺(T/(K·n_a)) / n_a),   T the horizon
 *
 * After T/K pulls an arm has no bonus. Regret at most 49·√(KT) for rewards in [0, 1] and c = 1, the scale of Audibert &
 * Bubeck; c = 4 is that of Lattimore & Szepesvári for 1-sub-Gaussian rewards. Audibert & Bubeck (2009).
 */
export const moss = defineIndexPolicy({
  kind: "moss",
  label: "MOSS",
  rule: "Untried arms first, then the highest sum of sample mean and √(c·ln⁺(T/(K·n)) / n).",
  source: "Audibert & Bubeck (2009), Minimax policies for adversarial and stochastic bandits",
  index: "mean + sqrt(scale * lnPlus(T / (K * n)) / n)",
  parameters: { scale: z.number().gt(0).max(16).default(1).meta({ title: "scale of the bonus", symbol: "c" }) },
  variants: [{ scale: 4 }, { scale: 0.1, tieBreak: "first" }],
  rewards: rewardSpaces.unit,
  pull: upperConfidenceNanoseconds,
  blockWeight: { fixed: 64, perArm: 2 },
});
