import * as z from "zod";
import { SimulationResult } from "./result.ts";

export const SimulationState = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);
export type SimulationState = z.output<typeof SimulationState>;

const time = z.iso.datetime().nullable();

/** What a simulation costs, in seconds of one core. */
export const SimulationCost = z
  .strictObject({
    estimatedSeconds: z.number().meta({
      description: "of all of it: by the plan at first, then by what was measured; never below threadSeconds",
    }),
    threadSeconds: z.number().meta({
      description: "taken so far, since the server started or took it up, by all threads together",
    }),
  })
  .meta({ id: "SimulationCost" });
export type SimulationCost = z.output<typeof SimulationCost>;

/** A simulation as the server knows it: a handle over work that equal specifications share. */
export const Simulation = z
  .strictObject({
    id: z.string(),
    state: SimulationState,
    specHash: z.string(),
    engineVersion: z.string(),
    createTime: z.iso.datetime(),
    startTime: time,
    endTime: time,
    progress: z.strictObject({
      completedReplications: z.int(),
      replications: z.int(),
      fraction: z.number(),
      etaSeconds: z.number().nullable(),
    }),
    cost: SimulationCost.optional().meta({ description: "absent at the simulation's end" }),
    error: z.string().nullable(),
    links: z.strictObject({ self: z.string(), events: z.string(), result: z.string() }),
  })
  .meta({ id: "Simulation" });
export type Simulation = z.output<typeof Simulation>;

/**
 * The data of a server-sent event named "snapshot": cumulative, so that a late reader needs no replay. The last one of a
 * stream has a terminal state. The result is null while no replication is complete.
 */
export const SimulationSnapshot = z
  .strictObject({ simulation: Simulation, result: SimulationResult.nullable() })
  .meta({ id: "SimulationSnapshot" });
export type SimulationSnapshot = z.output<typeof SimulationSnapshot>;

export function isTerminal(state: SimulationState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}
