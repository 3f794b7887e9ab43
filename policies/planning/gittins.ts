import * as z from "zod";
import { definePolicy, stateNanoseconds } from "../policy.ts";
import { tieBreakParameter } from "../parameters.ts";
import { betaPosteriors } from "../posteriors/beta.ts";
import { shapeParameter } from "../posteriors/family.ts";
import { rewardSpaces } from "../reward-space.ts";
import { indexNanoseconds, statesNanoseconds, stepsNanoseconds } from "./gittins-nanoseconds.ts";
import { GittinsPolicy } from "./gittins-policy.ts";

const parameters = z.strictObject({
  discount: z.number().min(0).max(0.99).default(0.9).meta({
    title: "discount",
    symbol: "\\gamma",
    description:
      "The worth of a reward one pull later. 0 is greedy on the posterior means; values near 1 take longer to compute.",
  }),
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  tieBreak: tieBreakParameter,
});

/**
 * Gittins: the arm with the highest Gittins index of its Beta posterior. No policy has a larger expected discounted sum
 * of rewards over an infinite horizon, averaged over means drawn from the prior.
 *
 *   A_t = argmax I(α + s_a, β + n_a − s_a),   I = sup_τ E[Σ_{t<τ} γᵗ·r_t] / E[Σ_{t<τ} γᵗ]
 *
 * Rewards are 0 or 1. Equal posteriors tie. An arm with more successes and no more failures has the higher index. For γ
 * = 0 the index is the mean, which is compared exactly. A question compares other indices that agree to a relative
 * 2·10⁻¹² in 25 digits, for discounts up to 0.94; otherwise they tie by tolerance. Indices are bracketed only as
 * narrowly as it takes to tell the leaders: a new state costs some 10 µs, close rivals up to 2 ms at γ = 0.9 and 100 ms
 * at 0.99. States are remembered. Gittins (1979).
 */
export const gittins = definePolicy({
  kind: "gittins",
  label: "Gittins",
  rule: "Plays the arm whose Beta posterior has the highest Gittins index: optimal for discounted rewards over an infinite horizon.",
  formula: String.raw`A_t = \operatorname*{argmax}_a I(\alpha + s_a,\; \beta + n_a - s_a), \qquad I = \sup_{\tau \ge 1} \frac{\mathbb E \sum_{t < \tau} \gamma^t r_t}{\mathbb E \sum_{t < \tau} \gamma^t}`,
  source: "Gittins (1979); Gittins, Glazebrook & Weber (2011), Multi-armed bandit allocation indices, §8",
  exactness:
    "a fraction: 1/(number of arms with the highest index); unequal posteriors whose indices agree to 2·10⁻¹², or to 25 digits for discounts up to 0.94, tie by tolerance",
  parameters,
  variants: [
    { discount: 0.6, alpha: 0.5, beta: 2 },
    { discount: 0, tieBreak: "first" },
  ],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.binary }),
  costs: {
    pull: (_, { armCount }) => 200 + 7 * armCount,
    once: ({ discount }, workload) => statesNanoseconds(discount, workload),
    decision: stateNanoseconds,
    // How many indices are close is not known beforehand: mostly those of two leaders, if any.
    question: ({ discount }, armCount) => STATE_NANOSECONDS * armCount + 2 * indexNanoseconds(discount),
    steps: ({ discount }, armCount, from, to) => stepsNanoseconds(discount, armCount, from, to),
  },
  blockWeight: ({ discount }) => {
    const ahead = 0.1 / (1 - discount);
    const effort = Math.max(1, Math.round(ahead * ahead));
    return { fixed: 512 * effort, perArm: 8 * effort };
  },
  create: ({ discount, alpha, beta, tieBreak }, { statistics, isQuestion, meter }) =>
    new GittinsPolicy({ alpha, beta }, discount, tieBreak, statistics, isQuestion, meter),
  posteriors: ({ alpha, beta }, statistics) =>
    betaPosteriors(
      Array.from(statistics.pulls, () => ({ alpha, beta })),
      statistics,
    ),
});

/** Time of the first bracket of an index. */
const STATE_NANOSECONDS = 2000;
