import * as z from "zod";
import { exp, expm1 } from "../../policies/numerics/elementary.ts";
import { shapeParameter } from "../../policies/posteriors/family.ts";
import { betaLogOdds } from "../../policies/random/beta.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { defineBandit } from "./bandit.ts";
import { Bernoulli } from "./bernoulli.ts";

/**
 * Bernoulli arms whose means are drawn from Beta priors anew in every replication: regret on it is Bayes regret.
 *
 *   μ_a ~ Beta(α_a, β_a),   R ~ Bernoulli(μ_a)
 *
 * Lattimore & Szepesvári (2020) ch. 34–35; Russo et al. (2018).
 */
export const betaBernoulli = defineBandit({
  kind: "beta-bernoulli",
  label: "Bernoulli with Beta prior",
  rule: "Bernoulli arms whose means are drawn from Beta priors anew in every replication.",
  formula: String.raw`\mu_a \sim \operatorname{Beta}(\alpha_a, \beta_a), \qquad R \sim \operatorname{Bernoulli}(\mu_a)`,
  source: "Lattimore & Szepesvári (2020), Bandit Algorithms, ch. 34–35",
  parameters: z.strictObject({
    priors: z
      .array(z.strictObject({ alpha: shapeParameter(), beta: shapeParameter() }))
      .min(1)
      .max(1000)
      .default([
        { alpha: 1, beta: 1 },
        { alpha: 1, beta: 1 },
      ])
      .meta({ title: "prior of every arm", description: "One {alpha, beta} per arm." }),
  }),
  variants: [
    {
      priors: [
        { alpha: 0.5, beta: 0.5 },
        { alpha: 3, beta: 2 },
      ],
    },
  ],
  rewards: () => rewardSpaces.binary,
  changes: "never",
  armCount: ({ priors }) => priors.length,
  binaryArms: ({ priors }) => ({ priors }),
  drawn: ({ priors }) => ({
    nanoseconds: 240,
    means: priors.map(({ alpha, beta }) => {
      const mean = alpha / (alpha + beta);
      return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (alpha + beta + 1)) };
    }),
  }),
  rewardDeviation: (_, mean) => Math.sqrt(mean * (1 - mean)),
  create: ({ priors }, random) => {
    const logOdds = Float64Array.from(priors, ({ alpha, beta }) => betaLogOdds(random, alpha, beta));
    return new Bernoulli(logOdds.map(logistic), logisticGaps(logOdds));
  },
});

/** 1/(1 + e^(−y)), the mean of log odds y. */
function logistic(y: number): number {
  return 1 / (1 + exp(-y));
}

/** The least normal double replaces smaller gaps, which no sum of regrets would show. */
const LEAST_GAP = 2 ** -1022;

/**
 * Gaps of arms by their log odds, of which x is the highest:
 *
 *   σ(x) − σ(y) = σ(x)·σ(−y)·(1 − e^(y − x))
 *
 * This keeps the order of means so close to 1 that their double is 1, as for a quarter of those from Beta(.02, .02).
 */
function logisticGaps(logOdds: Float64Array): Float64Array {
  let highest = -Infinity;
  for (let arm = 0; arm < logOdds.length; arm++) if (logOdds[arm] > highest) highest = logOdds[arm];
  return logOdds.map((y) =>
    y === highest ? 0 : Math.max(LEAST_GAP, logistic(highest) * logistic(-y) * -expm1(y - highest)),
  );
}
