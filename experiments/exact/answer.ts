import * as z from "zod";
import { PolicySpec } from "../../policies/registry.ts";
import { BanditSpec } from "../bandits/registry.ts";

const perPull = z.array(z.number());

/**
 * The schema of an exact expected regret: arrays over t = 1 … T.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0, 1] };
 * ExpectedRegretAnswer.parse(expectedRegret({ bandit, policy: { kind: "uniform" }, horizon: 3 })).regret; // [0.5, 1, 1.5]
 * ```
 */
export const ExpectedRegretAnswer = z
  .strictObject({
    bandit: BanditSpec,
    policy: PolicySpec,
    horizon: z.int(),
    method: z.literal("dynamic-programming"),
    t: z.array(z.int()).meta({ description: "pulls: 1 … T" }),
    regret: perPull.meta({ description: "expected cumulative pseudo-regret after t pulls" }),
    errorBound: z.number().meta({
      description:
        "absolute, of every number in `regret`: estimated from rounding, from what probabilities sum to and from ties decided by tolerance",
    }),
    tie: z.literal("tolerance").optional().meta({
      description:
        "some ties were decided by tolerance: numbers may be off by the error bound, and are those of an even or first choice among arms that could not be told apart",
    }),
    optimalArmProbability: perPull
      .nullable()
      .meta({ description: "probability that the t-th pull is of a best arm; null where it was not computed" }),
    pulls: z.array(z.number()).meta({ description: "expected pulls of every arm, out of T" }),
    finalRegret: z.strictObject({
      mean: z.number(),
      variance: z.number().nullable().meta({ description: "null where the arms' means are not fixed" }),
      distribution: z
        .array(z.strictObject({ regret: z.number(), probability: z.number() }))
        .nullable()
        .meta({
          description: "the whole law of the pseudo-regret after T pulls, ascending; null where the variance is",
        }),
    }),
    states: z.int().meta({ description: "count states at which a decision was taken" }),
    defect: z
      .number()
      .meta({ description: "the total probability of all states at the end, minus 1: the effect of rounding" }),
  })
  .meta({ id: "ExpectedRegretAnswer" });
export type ExpectedRegretAnswer = z.output<typeof ExpectedRegretAnswer>;

/**
 * The schema of an exact curve beside a simulated one: values at the checkpoints up to `horizon`, as far as they are cheap.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0, 1] };
 * const { exact } = simulate({ bandit, policies: [{ kind: "uniform" }], horizon: 20, replications: 1, seed: 1 });
 * ExactCurve.parse(exact[0]).regret[19]; // 10
 * ```
 */
export const ExactCurve = z
  .strictObject({
    horizon: z.int().meta({ description: "number of pulls up to which the curve was computed" }),
    regret: z.array(z.number()).meta({ description: "one number per checkpoint up to the horizon" }),
    optimalArmProbability: z
      .array(z.number())
      .nullable()
      .meta({ description: "one number per checkpoint up to the horizon" }),
  })
  .meta({ id: "ExactCurve" });
export type ExactCurve = z.output<typeof ExactCurve>;
