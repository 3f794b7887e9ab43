import * as z from "zod";
import { pow } from "../numerics/elementary.ts";
import { definePolicy, type Workload, stateNanoseconds } from "../policy.ts";
import { tieBreakParameter } from "../parameters.ts";
import { rewardSpaces } from "../reward-space.ts";
import { ENTROPY_NANOSECONDS, EntropyIndex } from "./entropy-index.ts";
import { indexNanoseconds } from "./index-nanoseconds.ts";
import { RisingIndices } from "./rising-indices.ts";

/**
 * KL-UCB for Bernoulli rewards: untried arms first, then the arm with the highest mean that a test by relative entropy
 * does not rule out,
 *
 *   A_t = argmax max{q ∈ [0, 1] : n_a·d(s_a/n_a, q) ≤ ln t + c·ln ln t},   d(p, q) = p ln(p/q) + (1 − p) ln((1 − p)/(1 − q))
 *
 * with t the decision number; a negative budget counts as 0. Theory needs c = 3; in practice c = 0. Also valid for
 * rewards in [0, 1]; a mean outside counts as the nearer end. Arms with only successes have the index 1 and tie. Regret
 * attains the Lai–Robbins bound. Garivier & Cappé (2011); Cappé, Garivier, Maillard, Munos & Stoltz (2013).
 */
export const klUcb = definePolicy({
  kind: "kl-ucb",
  label: "KL-UCB",
  rule: "Untried arms first, then the arm with the highest mean that relative entropy does not rule out.",
  formula: String.raw`A_t = \operatorname*{argmax}_a\, \max\{ q : n_a\, d(\hat\mu_a, q) \le \ln t + c \ln\ln t \}, \qquad d(p, q) = p \ln\tfrac{p}{q} + (1 - p) \ln\tfrac{1 - p}{1 - q}`,
  source: "Garivier & Cappé (2011), The KL-UCB algorithm for bounded stochastic bandits and beyond",
  exactness: "a fraction: 1/(number of arms with the highest index), ties decided to 78 decimals",
  parameters: z.strictObject({
    c: z.number().min(0).max(100).default(0).meta({
      title: "weight of ln ln t",
      symbol: "c",
      description: "0 in practice, 3 in the proof of the regret bound.",
    }),
    tieBreak: tieBreakParameter,
  }),
  variants: [{ c: 3 }, { tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.unit, computable: rewardSpaces.real }),
  costs: {
    pull: (_, workload) => entropyNanoseconds(workload),
    decision: stateNanoseconds,
    question: (_, armCount) => armCount * ENTROPY_NANOSECONDS,
  },
  blockWeight: () => ({ fixed: 256, perArm: 8 }),
  create: ({ c, tieBreak }, { statistics, meter }) =>
    new RisingIndices(statistics, tieBreak, new EntropyIndex(c, statistics, meter)),
});

/** The less rewards vary and the less the best arm stands out, the longer arms stay alike. */
function entropyNanoseconds(workload: Workload): number {
  const { armCount, meanReward, largestMean, deviation } = workload;
  if (deviation > WIDEST) {
    const pull = 300 + 550 * pow(armCount, 0.6);
    return indexNanoseconds(workload, { untried: 1.5, pull, perArm: 0, rivals: 0, exponent: 1 });
  }
  const alike = largestMean - meanReward < 0.8 * deviation ? 33 : 12;
  const rivals = (alike * (1 - 0.7 * Math.min(1, Math.max(0, meanReward)))) / Math.max(0.05, deviation);
  return indexNanoseconds(workload, { untried: 1.5, pull: 190, perArm: 4, rivals, exponent: 1.7 });
}

/** The largest deviation of rewards in [0, 1]. Means outside count as 0 or 1, so such arms are alike. */
const WIDEST = 0.5;
