import * as z from "zod";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, tieBreakParameter, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { type Bonus, UpperConfidence, upperConfidenceNanoseconds } from "./upper-confidence.ts";
import { upperConfidenceTable } from "./upper-confidence-table.ts";

const bonus: Bonus = {
  coefficient: Math.SQRT2,
  factor: Rational.of(2),
  logarithmOf: (totalPulls) => totalPulls,
};

/**
 * UCB1: untried arms first, then
 *
 *   A_t = argmax Q(a) + √(2 ln N / n_a),   N the pulls so far
 *
 * Meant for rewards in [0, 1]; regret O(Σ ln t / Δ). Auer, Cesa-Bianchi & Fischer (2002), figure 1.
 */
export const ucb1 = definePolicy({
  kind: "ucb1",
  label: "UCB1",
  rule: "Untried arms first, then the highest sum of sample mean and √(2 ln N / n).",
  formula: String.raw`A_t = \operatorname*{argmax}_a \left[ Q(a) + \sqrt{\frac{2 \ln N}{n_a}} \right]`,
  source: "Auer, Cesa-Bianchi & Fischer (2002), Finite-time analysis of the multiarmed bandit problem",
  exactness: "a fraction: 1/(number of arms with the highest index), ties decided exactly",
  parameters: z.strictObject({ tieBreak: tieBreakParameter }),
  variants: [{ tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.unit, computable: rewardSpaces.real }),
  costs: {
    pull: (_, workload) => upperConfidenceNanoseconds(workload),
    decision: stateNanoseconds,
  },
  blockWeight: () => ({ fixed: 64, perArm: 2 }),
  create: ({ tieBreak }, { statistics, meter }) => new UpperConfidence(statistics, tieBreak, bonus, meter),
  tabulate: ({ tieBreak }, armCount, mostPulls) => upperConfidenceTable(tieBreak, bonus, armCount, mostPulls),
});
