import * as z from "zod";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, tieBreakParameter, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { type Bonus, UpperConfidence, upperConfidenceNanoseconds } from "./upper-confidence.ts";
import { upperConfidenceTable } from "./upper-confidence-table.ts";

/**
 * UCB with a free exploration constant, as in the lecture and in Sutton & Barto: untried arms first, then
 *
 *   A_t = argmax Q(a) + c·√(ln t / n_a),   t the decision number (pulls so far + 1)
 *
 * c = 0 is greedy once every arm was tried. DeepMind x UCL RL lecture 2; Sutton & Barto (2018) §2.7.
 */
export const ucb = definePolicy({
  kind: "ucb",
  label: "UCB",
  rule: "Untried arms first, then the highest sum of sample mean and c·√(ln t / n).",
  formula: String.raw`A_t = \operatorname*{argmax}_a \left[ Q(a) + c \sqrt{\frac{\ln t}{n_a}} \right]`,
  source: "DeepMind x UCL RL lecture 2; Sutton & Barto (2018), Reinforcement Learning, §2.7",
  exactness: "a fraction: 1/(number of arms with the highest index), ties decided exactly",
  parameters: z.strictObject({
    c: z.number().min(0).max(1e6).default(1).meta({ title: "exploration constant", symbol: "c" }),
    tieBreak: tieBreakParameter,
  }),
  variants: [{ c: 0 }, { c: 2.5, tieBreak: "first" }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: (_, workload) => upperConfidenceNanoseconds(workload),
    decision: stateNanoseconds,
  },
  blockWeight: () => ({ fixed: 64, perArm: 2 }),
  create: ({ c, tieBreak }, { statistics, meter }) => new UpperConfidence(statistics, tieBreak, bonusOf(c), meter),
  tabulate: ({ c, tieBreak }, armCount, mostPulls) => upperConfidenceTable(tieBreak, bonusOf(c), armCount, mostPulls),
});

function bonusOf(c: number): Bonus {
  const root = Rational.fromDecimal(c);
  return { coefficient: c, factor: root.times(root), logarithmOf: (totalPulls) => totalPulls + 1 };
}
