import * as z from "zod";
import { definePolicy } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { exponentialWeights, weightsBlock, weightsCosts } from "./exponential-weights.ts";

/**
 * Exp3-IX: exponential weights of estimated losses 1 − x. An estimate divides by a little more than the probability, so
 * it is at most 1/γ.
 *
 *   π(a) = e^(−η·L_a)/Σ_b e^(−η·L_b);   L_a += (1 − x)/(π(a) + γ) for the arm a that paid x,   L = 0 at first
 *
 * It has no other exploration. γ = 0 is Exp3 of losses, as in Lattimore & Szepesvári, chapter 11. Theory takes η =
 * √(2·ln K/(K·T)) and γ = η/2. Rewards above 1 are refused: the gain of an unlikely arm would be unbounded.
 */
export const exp3Ix = definePolicy({
  kind: "exp3-ix",
  label: "Exp3-IX",
  rule: "Plays arms in proportion to exponential weights of estimated losses, which implicit exploration keeps bounded.",
  formula: String.raw`\pi(a) = \frac{e^{-\eta \hat L_a}}{\sum_b e^{-\eta \hat L_b}}, \qquad \hat L_{A_t} \leftarrow \hat L_{A_t} + \frac{1 - R_t}{\pi(A_t) + \gamma}`,
  source: "Neu (2015), Explore no more; Lattimore & Szepesvári (2020), Bandit Algorithms, chapter 12",
  exactness: "a closed form, the history replayed in double-doubles, with a rounding bound; 1/K until an arm loses",
  parameters: z.strictObject({
    eta: z.number().min(1e-9).max(10).default(0.1).meta({ title: "learning rate", symbol: "\\eta" }),
    gamma: z.number().min(0).max(1).default(0.05).meta({ title: "implicit exploration", symbol: "\\gamma" }),
  }),
  variants: [
    { eta: 0.5, gamma: 0 },
    { eta: 2, gamma: 0.3 },
  ],
  needs: () => ({ belief: "history", rewards: rewardSpaces.unit, propensity: true }),
  costs: weightsCosts,
  blockWeight: weightsBlock,
  create: ({ eta, gamma }, seen) =>
    exponentialWeights({ mixing: 0, estimator: { scale: eta, divisor: 1, origin: 1, bias: gamma } }, seen),
});
