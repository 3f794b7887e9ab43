import * as z from "zod";
import { definePolicy, type Workload, stateNanoseconds } from "../policy.ts";
import { tieBreakParameter } from "../parameters.ts";
import { betaPosteriors } from "../posteriors/beta.ts";
import { shapeParameter } from "../posteriors/family.ts";
import { rewardSpaces } from "../reward-space.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";
import { QUANTILE_NANOSECONDS, QuantileIndex } from "./quantile-index.ts";
import { RisingIndices } from "./rising-indices.ts";

/**
 * Bayes-UCB: the arm whose mean is highest at the posterior's upper quantile of tail 1/t,
 *
 *   A_t = argmax q_a,   P(θ_a > q_a) = 1/t,   θ_a ~ Beta(α + s_a, β + n_a − s_a)
 *
 * with t the decision number. The paper's exponent c of ln T in the tail, 1/(t·(ln T)^c), is 0, as in practice. Equal
 * posteriors tie. Of posteriors that doubles cannot tell apart, an arm with more successes and no more failures has the
 * higher quantile; others are compared in 96 decimals, or tie by tolerance if shapes are so large that this would take
 * seconds (from 10⁵ in a simulation). Rewards are 0 or 1. Regret attains the Lai–Robbins bound. Kaufmann, Cappé &
 * Garivier (2012).
 */
export const bayesUcb = definePolicy({
  kind: "bayes-ucb",
  label: "Bayes-UCB",
  rule: "Plays the arm whose Beta posterior has the highest quantile at level 1 − 1/t.",
  formula: String.raw`A_t = \operatorname*{argmax}_a q_a, \qquad \mathbb P(\theta_a > q_a) = \frac 1 t, \quad \theta_a \sim \operatorname{Beta}(\alpha + s_a,\; \beta + n_a - s_a)`,
  source: "Kaufmann, Cappé & Garivier (2012), On Bayesian upper confidence bounds for bandit problems",
  exactness:
    "a fraction: 1/(number of arms with the highest quantile), ties decided in 96 decimals or, for very large shapes, by tolerance",
  parameters: z.strictObject({
    alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
    beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
    tieBreak: tieBreakParameter,
  }),
  variants: [{ alpha: 0.5, beta: 4 }, { tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary }),
  costs: {
    pull: (_, workload) => quantileNanoseconds(workload),
    decision: stateNanoseconds,
    question: (_, armCount) => armCount * QUANTILE_NANOSECONDS,
  },
  blockWeight: () => ({ fixed: 1024, perArm: 32 }),
  create: ({ alpha, beta, tieBreak }, { statistics, isQuestion, meter }) =>
    new RisingIndices(statistics, tieBreak, new QuantileIndex({ alpha, beta }, statistics, isQuestion, meter)),
  posteriors: ({ alpha, beta }, statistics) =>
    betaPosteriors(
      Array.from(statistics.pulls, () => ({ alpha, beta })),
      statistics,
    ),
});

/** Quantiles of arms with similar failures are close to each other; the less rewards vary, the closer. */
function quantileNanoseconds(workload: Workload): number {
  const rivals = (15 * Math.max(0.05, 1 - workload.meanReward)) / Math.max(0.05, workload.deviation);
  return indexNanoseconds(workload, { pull: 1200, perArm: 2, rivals, exponent: 1.9 });
}
