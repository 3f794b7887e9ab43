import * as z from "zod";
import { PolicySpec } from "../../policies/registry.ts";
import { BanditSpec } from "../bandits/registry.ts";

const perPull = z.array(z.number());

/** What a policy loses on a bandit in expectation, without simulation. */
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
        "play meets ties that were decided by tolerance: numbers may be off by the error bound, and are those of even or first choice among what could not be told apart",
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
        .meta({ description: "the whole law of the pseudo-regret after T pulls, ascending; null as the variance" }),
    }),
    states: z.int().meta({ description: "count states at which a decision was taken" }),
    defect: z
      .number()
      .meta({ description: "the total probability of all states at the end, less 1: what rounding has left" }),
  })
  .meta({ id: "ExpectedRegretAnswer" });
export type ExpectedRegretAnswer = z.output<typeof ExpectedRegretAnswer>;

/**
 * The exact curve of a policy beside its simulated one, as far as it is cheap: at the checkpoints up to `horizon`. There is
 * none where ties decided by tolerance could be seen in it.
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
