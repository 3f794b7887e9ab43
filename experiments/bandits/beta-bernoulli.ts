import { exp } from "../../policies/numerics/elementary.ts";
import { z } from "zod";
import { betaLogOdds } from "../../policies/random/beta.ts";
import { defineBandit } from "./bandit.ts";
import { Bernoulli } from "./bernoulli.ts";

const shape = () => z.number().min(1e-3).max(1e9);

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
      .array(z.strictObject({ alpha: shape(), beta: shape() }))
      .min(1)
      .max(1000)
      .default([
        { alpha: 1, beta: 1 },
        { alpha: 1, beta: 1 },
      ])
      .meta({ title: "prior of every arm", description: "One {alpha, beta} per arm." }),
  }),
  rewards: "binary",
  armCount: ({ priors }) => priors.length,
  binaryArms: ({ priors }) => ({ priors }),
  create: ({ priors }, random) =>
    new Bernoulli(priors.map(({ alpha, beta }) => 1 / (1 + exp(-betaLogOdds(random, alpha, beta))))),
});
