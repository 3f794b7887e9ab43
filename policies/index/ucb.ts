import * as z from "zod";
import { defineIndexPolicy } from "./define-index-policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { upperConfidenceNanoseconds } from "./upper-confidence-nanoseconds.ts";

/**
 * UCB with a free exploration constant, as in the lecture and in Sutton & Barto: untried arms first, then
 *
 *   A_t = argmax Q(a) + c·√(ln t / n_a),   t the decision number (pulls so far + 1)
 *
 * c = 0 is greedy after every arm has been tried. DeepMind x UCL RL lecture 2; Sutton & Barto (2018) §2.7.
 */
export const ucb = defineIndexPolicy({
  kind: "ucb",
  label: "UCB",
  rule: "Untried arms first, then the highest sum of sample mean and c·√(ln t / n).",
  source: "DeepMind x UCL RL lecture 2; Sutton & Barto (2018), Reinforcement Learning, §2.7",
  index: "mean + c * sqrt(ln(t) / n)",
  parameters: { c: z.number().min(0).max(1e6).default(1).meta({ title: "exploration constant", symbol: "c" }) },
  variants: [{ c: 0 }, { c: 2.5, tieBreak: "first" }],
  rewards: rewardSpaces.real,
  pull: upperConfidenceNanoseconds,
  blockWeight: { fixed: 64, perArm: 2 },
});
