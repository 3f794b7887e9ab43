import * as z from "zod";
import { SimulationState } from "./simulation-handle.ts";
import { SimulationSpec } from "../spec/spec.ts";

/** The answer to `validateOnly` for a simulation: what submitting it would do. */
export const SimulationValidation = z
  .strictObject({
    valid: z.literal(true),
    spec: SimulationSpec.meta({ description: "completed with defaults" }),
    specHash: z.string(),
    engineVersion: z.string(),
    cost: z.strictObject({
      work: z.number().meta({ description: "arms × pulls × replications, summed over the policies" }),
      budget: z.number().meta({ description: "the largest work of one simulation on this server" }),
      estimatedSeconds: z.number().meta({
        description: "rough seconds of one core for replications and exact curves, if none of them is known yet",
      }),
      replicationsSeconds: z.number().meta({ description: "the part for the replications" }),
      exactSeconds: z.number().meta({
        description: "the part for the exact curves; curves shared with other simulations are not computed again",
      }),
    }),
    warnings: z.array(z.string()),
    existing: SimulationState.nullable().meta({
      description: "state of equal work on this server that would be shared; null where there is none",
    }),
  })
  .meta({ id: "SimulationValidation" });
export type SimulationValidation = z.output<typeof SimulationValidation>;

/** The answer to `validateOnly` for an exact question: what asking it would cost. */
export const QuestionValidation = z
  .strictObject({
    valid: z.literal(true),
    cost: z.strictObject({
      steps: z.number().meta({ description: "elementary steps of some 75 ns each" }),
      budget: z.number().meta({ description: "the largest number of steps of one question on this server" }),
    }),
  })
  .meta({ id: "QuestionValidation" });
export type QuestionValidation = z.output<typeof QuestionValidation>;
