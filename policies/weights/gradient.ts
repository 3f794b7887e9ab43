import * as z from "zod";
import { boundNanoseconds } from "./bound-nanoseconds.ts";
import { definePolicy, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { GradientWeights } from "./gradient-weights.ts";
import { PreciseGradient } from "./precise-gradient.ts";

const parameters = z.strictObject({
  stepSize: z.number().min(1e-9).max(1e6).default(0.1).meta({ title: "step size", symbol: "\\alpha" }),
  baseline: z.enum(["including", "excluding", "none"]).default("including").meta({
    title: "baseline",
    description:
      "The mean reward, including the current one or excluding it (0 before the first reward), or no baseline.",
  }),
});

/**
 * Gradient bandit: softmax of preferences that follow the stochastic gradient of the expected reward.
 *
 *   π = softmax(H);   H(b) += α·(R − R̄)·(1[b = A] − π(b)),   H = 0 at first
 *
 * The baseline R̄ is the mean of all rewards so far, the current one included or not (printings of the book differ).
 * The preferences depend on the order of rewards, so counts are not enough. Sutton & Barto (2018) §2.8; Williams (1992).
 */
export const gradient = definePolicy({
  kind: "gradient",
  label: "Gradient",
  rule: "Plays arms by the softmax of preferences, which climb the gradient of the expected reward.",
  formula: String.raw`\pi = \operatorname{softmax}(H), \qquad H(b) \leftarrow H(b) + \alpha\,(R_t - \bar R_t)\,(\mathbf 1[b = A_t] - \pi(b))`,
  source: "Williams (1992); Sutton & Barto (2018), Reinforcement Learning, §2.8",
  exactness: "a closed form, the history replayed in double-doubles, with a rounding bound; 1/K until rewards differ",
  parameters,
  variants: [
    { stepSize: 0.9, baseline: "excluding" },
    { stepSize: 0.4, baseline: "none" },
    { stepSize: 250, baseline: "none" },
  ],
  needs: () => ({ belief: "history", rewards: rewardSpaces.real }),
  costs: {
    pull: (_, { armCount }) => 60 + 4 * armCount,
    decision: stateNanoseconds,
    replay: (armCount) => 4000 + 300 * armCount,
    bound: boundNanoseconds,
    draw: (armCount) => 18 + 0.5 * armCount,
  },
  blockWeight: () => ({ fixed: 64, perArm: 4 }),
  create: (given, { statistics, isQuestion }) =>
    isQuestion
      ? new PreciseGradient(given.stepSize, given.baseline, statistics.armCount)
      : new GradientWeights(given, statistics.armCount),
});
