import * as z from "zod";
import { PolicySpec } from "../../policies/registry.ts";
import { ExactProbability, Method } from "../exact-probability.ts";

const arm = z.union([z.string(), z.int()]);

export const MonteCarloEstimate = z.strictObject({
  estimate: z.number(),
  standardError: z.number(),
  level: z.number().meta({ description: "coverage of the interval" }),
  interval: z.array(z.number()).length(2).meta({ description: "Wilson's score interval" }),
  draws: z.int(),
});
export type MonteCarloEstimate = z.output<typeof MonteCarloEstimate>;

const SelectionMethod = z.enum([...Method.options, "monte-carlo"]);

/** How the probabilities of a decision were obtained. */
export const selectionLaw = {
  method: SelectionMethod.meta({
    description: "how the probabilities were obtained; monte-carlo where no exact law is affordable",
  }),
  tie: z
    .literal("tolerance")
    .optional()
    .meta({ description: "a tie was decided by tolerance; error bounds hold for any other way of breaking it" }),
};

/** An arm's statistics before a decision. */
export const armSeen = {
  arm,
  pulls: z.int(),
  rewardSum: z.number(),
  mean: z.number().nullable().meta({ description: "sample mean; null for an untried arm" }),
  posterior: z.record(z.string(), z.number()).optional(),
};

/** The probability of an arm. */
export const armChance = {
  arm,
  ...ExactProbability.shape,
  errorBound: ExactProbability.shape.errorBound.optional(),
  standardError: z
    .number()
    .optional()
    .meta({ description: "in place of the error bound where the method is monte-carlo" }),
  formula: z.string().optional(),
};

/**
 * The schema of an answer about the next pull: every arm's statistics and probability.
 *
 * @example
 * ```ts
 * SelectionAnswer.parse(selectionProbabilities({ policy: { kind: "uniform" }, arms: 4 })).probabilities[0].value; // 0.25
 * ```
 */
export const SelectionAnswer = z
  .strictObject({
    policy: PolicySpec,
    decision: z.int().meta({ description: "decision number t: pulls so far + 1" }),
    arms: z.array(z.strictObject(armSeen)),
    ...selectionLaw,
    warnings: z.array(z.string()).meta({ description: "warnings of rewards that the policy is not meant for" }),
    probabilities: z.array(
      z.strictObject({
        ...armChance,
        monteCarlo: MonteCarloEstimate.optional(),
      }),
    ),
  })
  .meta({ id: "SelectionAnswer" });
export type SelectionAnswer = z.output<typeof SelectionAnswer>;
