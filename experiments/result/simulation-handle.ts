import * as z from "zod";
import { SimulationResult } from "./result.ts";

export const SimulationState = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);
export type SimulationState = z.output<typeof SimulationState>;

const time = z.iso.datetime().nullable();

/** The cost of a simulation, in seconds of one core. */
export const SimulationCost = z
  .strictObject({
    estimatedSeconds: z.number().meta({
      description: "for the whole simulation: planned at first, then measured; never below threadSeconds",
    }),
    threadSeconds: z.number().meta({
      description: "taken so far by all threads together, since the server started or resumed it",
    }),
  })
  .meta({ id: "SimulationCost" });
export type SimulationCost = z.output<typeof SimulationCost>;

/** A simulation on the server: a handle over work that equal specifications share. */
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
 * The data of a server-sent event named "snapshot". Snapshots are cumulative, so a late reader needs no replay. The last one
 * of a stream has a terminal state. The result is null until a replication is complete.
 */
export const SimulationSnapshot = z
  .strictObject({ simulation: Simulation, result: SimulationResult.nullable() })
  .meta({ id: "SimulationSnapshot" });
export type SimulationSnapshot = z.output<typeof SimulationSnapshot>;

export function isTerminal(state: SimulationState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}
