import * as z from "zod";
import { PolicySpec } from "../policies/registry.ts";
import { ExactCurve } from "./exact/answer.ts";
import { ExactReason } from "./exact/exact-outcome.ts";
import { SimulationSpec } from "./spec.ts";

const series = z.array(z.number()).meta({ description: "one number per checkpoint" });
/** A standard error is null where a single replication says nothing of the spread. */
const errors = z
  .array(z.number().nullable())
  .meta({ description: "one standard error per checkpoint; null with one replication" });
const Estimate = z.strictObject({ mean: series, standardError: errors });

const quantiles = z.strictObject({
  levels: z.array(z.number()),
  values: z.array(series).meta({ description: "level by level, one number per checkpoint" }),
  relativeError: z.number().meta({ description: "bound on the relative error of every quantile" }),
});

export const PolicyResult = z.strictObject({
  label: z.string(),
  policy: PolicySpec,
  regret: Estimate.extend({ quantiles }).meta({ description: "cumulative pseudo-regret after t pulls" }),
  reward: Estimate.meta({ description: "cumulative reward after t pulls" }),
  optimalArmRate: Estimate.meta({ description: "share of replications whose t-th pull was of an optimal arm" }),
  switches: Estimate.meta({ description: "changes of arm in the first t pulls" }),
  pulls: z
    .array(series)
    .meta({ description: "mean pulls, arm by arm, one number per checkpoint (or the horizon alone: see pullsAt)" }),
  pullsAt: z.enum(["checkpoints", "horizon"]),
  finalRegret: z.strictObject({
    mean: z.number(),
    standardError: z.number().nullable(),
    quantiles: z.strictObject({ levels: z.array(z.number()), values: z.array(z.number()), relativeError: z.number() }),
    histogram: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.int() })),
  }),
});
export type PolicyResult = z.output<typeof PolicyResult>;

/** What a simulation found, after any number of its replications. */
export const SimulationResult = z
  .strictObject({
    spec: SimulationSpec,
    specHash: z.string(),
    engineVersion: z.string(),
    complete: z.boolean(),
    completedReplications: z.int(),
    checkpoints: z.array(z.int()),
    regret: z.enum(["stationary", "dynamic", "best-fixed", "oracle"]).meta({
      description:
        "what regret is against: the best arm; where means change, the best arm of every pull; the best fixed arm; the best policy",
    }),
    changePoints: z
      .array(z.int())
      .meta({ description: "the pulls from which means are other ones, where they are known and few" }),
    policies: z.array(PolicyResult),
    comparisons: z
      .array(z.strictObject({ policy: z.int(), baseline: z.int(), regretDifference: Estimate }))
      .meta({ description: "paired differences of cumulative regret, policy minus baseline, by index" }),
    reference: z.strictObject({
      laiRobbinsConstant: z.number().nullable(),
      lowerBound: series.nullable().meta({ description: "the Lai–Robbins constant times ln t, asymptotic" }),
    }),
    exact: z.array(ExactCurve.nullable()).meta({
      description:
        "policy by policy; null where it cannot be computed, and in a running simulation until it has been computed",
    }),
    exactReasons: z.array(ExactReason.nullable()).meta({
      description: "policy by policy: why `exact` is null; null where it is not, or has not been computed yet",
    }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "SimulationResult" });
export type SimulationResult = z.output<typeof SimulationResult>;
