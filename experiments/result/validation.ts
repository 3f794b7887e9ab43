import * as z from "zod";
import { SimulationState } from "./simulation-handle.ts";
import { SimulationSpec } from "../spec/spec.ts";

/** What submitting a specification would do: the answer to one that is only to be checked. */
export const SimulationValidation = z
  .strictObject({
    valid: z.literal(true),
    spec: SimulationSpec.meta({ description: "completed with defaults" }),
    specHash: z.string(),
    engineVersion: z.string(),
    cost: z.strictObject({
      work: z.number().meta({ description: "arms × pulls × replications, summed over the policies" }),
      budget: z.number().meta({ description: "the most work of one simulation here" }),
      estimatedSeconds: z
        .number()
        .meta({ description: "of one core, roughly: replications and exact curves, where nothing of it is known yet" }),
      replicationsSeconds: z.number().meta({ description: "of these, for the replications" }),
      exactSeconds: z.number().meta({
        description: "of these, for the exact curves; equal curves of other simulations are not computed again",
      }),
    }),
    warnings: z.array(z.string()),
    existing: SimulationState.nullable().meta({
      description: "state of equal work that is here already, and would be shared; null where there is none",
    }),
  })
  .meta({ id: "SimulationValidation" });
export type SimulationValidation = z.output<typeof SimulationValidation>;

/** What asking an exact question would cost: the answer to one that is only to be checked. */
export const QuestionValidation = z
  .strictObject({
    valid: z.literal(true),
    cost: z.strictObject({
      steps: z.number().meta({ description: "elementary steps of some 75 ns each" }),
      budget: z.number().meta({ description: "the most steps of one question here" }),
    }),
  })
  .meta({ id: "QuestionValidation" });
export type QuestionValidation = z.output<typeof QuestionValidation>;
