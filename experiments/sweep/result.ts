import * as z from "zod";
import type { SimulationResult } from "../result/result.ts";
import { ENGINE_VERSION } from "../spec/version.ts";
import { SweepSpec, type SweepSpecInput } from "./sweep-spec.ts";

const FinalRegret = z.strictObject({
  mean: z.number(),
  standardError: z.number().nullable().meta({ description: "null with one replication" }),
});

const PolicyAtPoint = z.strictObject({ label: z.string(), finalRegret: FinalRegret });

const values = z.array(z.unknown()).meta({ description: "one value per axis" });

const PointResult = z.strictObject({
  values,
  specHash: z.string(),
  complete: z.boolean(),
  completedReplications: z.int(),
  replications: z.int(),
  policies: z.array(PolicyAtPoint).meta({
    description: "regret at the horizon of every policy; empty until the point's simulation has ended with a result",
  }),
});
export type PointResult = z.output<typeof PointResult>;

const BestPoint = z.strictObject({
  policy: z.int().meta({ description: "index of the policy" }),
  point: z.int().meta({ description: "index of the point" }),
  values,
  label: z.string().meta({ description: "label of the policy at that point" }),
  finalRegret: FinalRegret,
});

/**
 * The schema of a sweep's result: the regret at the horizon at every point, and for every policy the point where it is least.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0, 1] };
 * const base = { bandit, policies: [{ kind: "epsilon-greedy" }], horizon: 3, replications: 2, seed: 1 };
 * const result = sweep({ base, axes: [{ pointer: "/policies/0/epsilon", values: [0.5, 1] }] });
 * SweepResult.parse(result).points.length; // 2
 * ```
 */
export const SweepResult = z
  .strictObject({
    spec: SweepSpec,
    engineVersion: z.string(),
    complete: z.boolean(),
    completedPoints: z.int(),
    points: z.array(PointResult).meta({ description: "all combinations of values; the last axis varies fastest" }),
    best: z.array(BestPoint.nullable()).meta({
      description:
        "policy by policy: the complete point with the least mean regret at the horizon, the first of equal ones; null where no point is complete",
    }),
  })
  .meta({ id: "SweepResult" });
/** The base in it is as it was written. */
export type SweepResult = Omit<z.output<typeof SweepResult>, "spec"> & { spec: SweepSpecInput };

/** What a sweep keeps of a point's result. */
export type PointEstimate = Omit<PointResult, "values">;

export function pointEstimate(result: SimulationResult): PointEstimate {
  return {
    specHash: result.specHash,
    complete: result.complete,
    completedReplications: result.completedReplications,
    replications: result.spec.replications,
    policies: result.policies.map(({ label, finalRegret: { mean, standardError } }) => ({
      label,
      finalRegret: { mean, standardError },
    })),
  };
}

/** Of a point without a result. */
export function noEstimate(specHash: string, replications: number): PointEstimate {
  return { specHash, complete: false, completedReplications: 0, replications, policies: [] };
}

/** The result of a sweep from those of its points. */
export function sweepResult(spec: SweepSpecInput, points: PointResult[]): SweepResult {
  const completedPoints = points.filter(({ complete }) => complete).length;
  const policyCount = Math.max(...points.map(({ policies }) => policies.length));
  return {
    spec,
    engineVersion: ENGINE_VERSION,
    complete: completedPoints === points.length,
    completedPoints,
    points,
    best: Array.from({ length: policyCount }, (_, policy) => bestPoint(points, policy)),
  };
}

function bestPoint(points: readonly PointResult[], policy: number): SweepResult["best"][number] {
  const candidates = points.flatMap(({ complete, values: at, policies }, point) =>
    complete && policies[policy] ? [{ policy, point, values: at, ...policies[policy] }] : [],
  );
  if (candidates.length === 0) return null;
  return candidates.reduce((best, next) => (next.finalRegret.mean < best.finalRegret.mean ? next : best));
}
