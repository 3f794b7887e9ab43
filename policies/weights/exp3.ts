import * as z from "zod";
import { definePolicy } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { exponentialWeights, weightsBlock, weightsCosts } from "./exponential-weights.ts";

const parameters = z.strictObject({
  gamma: z.number().min(1e-9).max(1).default(0.1).meta({
    title: "exploration share",
    symbol: "\\gamma",
    description: "The share of pulls spread evenly over all arms, and the step size of the weights. 1 is uniform.",
  }),
});

/**
 * Exp3: exponential weights of importance-weighted rewards, mixed with the uniform law, for rewards that an adversary
 * may choose.
 *
 *   π(a) = (1 − γ)·w_a/Σw + γ/K;   w_a ← w_a·exp(γ·x/(K·π(a))) for the arm a that paid x,   w = 1 at first
 *
 * Weights grow without bound, so their logarithms are kept. Rewards in [0, 1]. The estimate divides by the probability
 * at the time of the pull, so the order of rewards matters. Auer, Cesa-Bianchi, Freund & Schapire (2002), figure 1.
 */
export const exp3 = definePolicy({
  kind: "exp3",
  label: "Exp3",
  rule: "Plays arms in proportion to exponential weights of importance-weighted rewards, mixed with uniform exploration.",
  formula: String.raw`\pi(a) = (1 - \gamma)\,\frac{w_a}{\sum_b w_b} + \frac{\gamma}{K}, \qquad w_{A_t} \leftarrow w_{A_t} \exp\!\left(\frac{\gamma\, R_t}{K\, \pi(A_t)}\right)`,
  source: "Auer, Cesa-Bianchi, Freund & Schapire (2002), The nonstochastic multiarmed bandit problem",
  exactness: "a closed form, the history replayed in double-doubles, with a rounding bound; 1/K until an arm pays",
  parameters,
  variants: [{ gamma: 0.7 }, { gamma: 1 }],
  needs: () => ({ belief: "history", rewards: rewardSpaces.unit, computable: rewardSpaces.real, propensity: true }),
  costs: weightsCosts,
  blockWeight: weightsBlock,
  create({ gamma }, seen) {
    const estimator = { scale: gamma, divisor: seen.statistics.armCount, origin: 0, bias: 0 } as const;
    return exponentialWeights({ mixing: gamma, estimator }, seen);
  },
});
