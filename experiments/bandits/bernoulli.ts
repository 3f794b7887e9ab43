import * as z from "zod";
import { log, log1p } from "../../policies/numerics/elementary.ts";
import { log1pmx } from "../../policies/numerics/log1pmx.ts";
import { Coins } from "../../policies/random/coins.ts";
import type { Random } from "../../policies/random/random.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { defineBandit, gapsOf, meansParameter, type StationaryBandit } from "./bandit.ts";

/** Bernoulli arms: reward 1 with the arm's own probability, else 0. Robbins (1952). */
export const bernoulli = defineBandit({
  kind: "bernoulli",
  label: "Bernoulli",
  rule: "Every pull pays 1 with the arm's own probability, else 0.",
  formula: String.raw`R \sim \operatorname{Bernoulli}(\mu_a)`,
  source: "Robbins (1952), Some aspects of the sequential design of experiments",
  parameters: z.strictObject({
    means: meansParameter(z.number().min(0).max(1), [0.45, 0.55], "probability of success of every arm"),
  }),
  variants: [{ means: [0.55, 0.5] }, { means: [0, 1, 0.25] }],
  rewards: () => rewardSpaces.binary,
  changes: "never",
  armCount: ({ means }) => means.length,
  fixedMeans: ({ means }) => means,
  binaryArms: ({ means }) => ({ means }),
  rewardDeviation: (_, mean) => Math.sqrt(mean * (1 - mean)),
  create: ({ means }) => new Bernoulli(Float64Array.from(means)),
  divergence: (_, p, q) => bernoulliDivergence(p, q),
});

export class Bernoulli implements StationaryBandit {
  readonly means: Float64Array;
  readonly gaps: Float64Array;
  readonly #coins: Coins;

  constructor(means: Float64Array, gaps = gapsOf(means)) {
    this.means = means;
    this.gaps = gaps;
    this.#coins = new Coins(means);
  }
  pull(arm: number, random: Random): number {
    return this.#coins.flip(arm, random);
  }
}

/**
 * Kullback–Leibler divergence of Bernoulli(p) from Bernoulli(q): p·ln(p/q) + (1 − p)·ln((1 − p)/(1 − q)). The terms
 * linear in q − p cancel and are left out, which keeps the digits for p near q. Infinite where only q is 0 or 1.
 */
function bernoulliDivergence(p: number, q: number): number {
  if (p === q) return 0;
  if (p === 0) return -log1p(-q);
  if (p === 1) return -log(q);
  return -p * log1pmx((q - p) / p) - (1 - p) * log1pmx((p - q) / (1 - p));
}
