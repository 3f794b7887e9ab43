import * as z from "zod";
import { Simulation, SimulationState } from "../result/simulation-handle.ts";
import { SimulationValidation } from "../result/validation.ts";
import { SweepResult } from "./result.ts";

const time = z.iso.datetime().nullable();

/** A sweep on the server: a handle over the simulations of its points, which are handles of its own. */
export const Sweep = z
  .strictObject({
    id: z.string(),
    state: SimulationState.meta({
      description:
        "of the points together: running once one has started; at the end cancelled if one is cancelled, else failed if one failed",
    }),
    engineVersion: z.string(),
    createTime: z.iso.datetime(),
    startTime: time,
    endTime: time,
    progress: z.strictObject({
      completedPoints: z.int().meta({ description: "points that have ended, whatever their end" }),
      points: z.int(),
      completedReplications: z.int(),
      replications: z.int(),
      fraction: z.number().meta({ description: "completed replications as a share of all" }),
      etaSeconds: z.number().nullable(),
    }),
    points: z
      .array(
        z.strictObject({ values: z.array(z.unknown()).meta({ description: "one per axis" }), simulation: Simulation }),
      )
      .meta({ description: "all combinations of values; the last axis varies fastest" }),
    error: z.string().nullable().meta({ description: "the error of the first point that failed" }),
    links: z.strictObject({ self: z.string(), events: z.string(), result: z.string() }),
  })
  .meta({ id: "Sweep" });
export type Sweep = z.output<typeof Sweep>;

/**
 * The data of a server-sent event named "snapshot" of a sweep. Snapshots are cumulative; the last one of a stream has a
 * terminal state. The result is null until a point has ended.
 */
export const SweepSnapshot = z
  .strictObject({ sweep: Sweep, result: SweepResult.nullable() })
  .meta({ id: "SweepSnapshot" });

/** The answer to `validateOnly` for a sweep: what submitting it would do. */
export const SweepValidation = z
  .strictObject({
    valid: z.literal(true),
    points: z.int(),
    engineVersion: z.string(),
    cost: SimulationValidation.shape.cost.meta({ description: "summed over the points" }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "SweepValidation" });
export type SweepValidation = z.output<typeof SweepValidation>;
