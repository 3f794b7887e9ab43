import * as z from "zod";
import { PolicySpec } from "../../policies/registry.ts";
import { ExactCurve } from "../exact/answer.ts";
import { ExactReason } from "../exact/exact-outcome.ts";
import { type Measure, measures } from "../simulation/measures.ts";
import { SimulationSpec } from "../spec/spec.ts";

const series = z.array(z.number()).meta({ description: "one number per checkpoint" });
/** A standard error is null with one replication, which has no spread. */
const errors = z
  .array(z.number().nullable())
  .meta({ description: "one standard error per checkpoint; null with one replication" });
const Estimate = z.strictObject({ mean: series, standardError: errors });

const relativeError = z.number().meta({
  description:
    "bound on the relative error of every quantile, but for values that count as 0 beside ones 2⁵⁰ times as large; 0 where they are exact, since no more than 64 distinct values occurred",
});
const DistributedEstimate = Estimate.extend({
  quantiles: z.strictObject({
    levels: z.array(z.number()),
    values: z.array(series).meta({ description: "level by level, one number per checkpoint" }),
    relativeError,
  }),
});
const Distribution = z.strictObject({
  mean: z.number(),
  standardError: z.number().nullable(),
  quantiles: z.strictObject({ levels: z.array(z.number()), values: z.array(z.number()), relativeError }),
  histogram: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.int() })).meta({
    description:
      "replications by value, ascending: single values, with from = to, where at most 64 distinct ones occurred, else bins [from, to]",
  }),
});

type Row = (typeof measures)[number];
/** The value of a row's key, if it has that key. */
type Named<M, Key extends string> = M extends { [K in Key]: infer Name extends string } ? Name : never;

const measureFields = Object.fromEntries(
  measures.map(({ name, description, distribution }: Measure) => [
    name,
    (distribution ? DistributedEstimate : Estimate).meta({ description }),
  ]),
) as { [M in Row as M["name"]]: M extends { distribution: string } ? typeof DistributedEstimate : typeof Estimate };
const distributionFields = Object.fromEntries(
  measures.flatMap(({ distribution, description }: Measure) =>
    distribution ? [[distribution, Distribution.meta({ description: `at the horizon T: ${description}, t = T` })]] : [],
  ),
) as { [M in Row as Named<M, "distribution">]: typeof Distribution };
const differenceFields = Object.fromEntries(
  measures.flatMap(({ difference, description }: Measure) =>
    difference ? [[difference, Estimate.meta({ description: `of: ${description}` })]] : [],
  ),
) as { [M in Row as Named<M, "difference">]: typeof Estimate };

export const PolicyResult = z.strictObject({
  label: z.string(),
  policy: PolicySpec,
  ...measureFields,
  pulls: z
    .array(series)
    .meta({ description: "mean pulls, arm by arm, one number per checkpoint (or the horizon alone: see pullsAt)" }),
  pullsAt: z.enum(["checkpoints", "horizon"]),
  ...distributionFields,
});
export type PolicyResult = z.output<typeof PolicyResult>;

const Bound = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  measure: z.string().meta({ description: "the measure that it bounds" }),
  series,
});

/**
 * The schema of a simulation's result, after any number of its replications; arrays run over `checkpoints`.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0, 1] };
 * const run = { bandit, policies: [{ kind: "ucb1" }], horizon: 3, replications: 2, seed: 1 };
 * SimulationResult.parse(simulate(run)).checkpoints; // [1, 2, 3]
 * ```
 */
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
        "the comparator of regret: the best arm; where means change, the best arm of every pull; the best fixed arm; the best policy",
    }),
    changePoints: z
      .array(z.int())
      .meta({ description: "the pulls at which means change, where they are known and few" }),
    policies: z.array(PolicyResult),
    comparisons: z
      .array(z.strictObject({ policy: z.int(), baseline: z.int(), ...differenceFields }))
      .meta({ description: "paired differences, policy minus baseline, by index" }),
    bounds: z.array(Bound).meta({ description: "proven bounds for this bandit; empty where there are none" }),
    reference: z.strictObject({
      laiRobbinsConstant: z.number().nullable(),
      lowerBound: series.nullable().meta({ description: "the Lai–Robbins constant times ln t, asymptotic" }),
    }),
    exact: z.array(ExactCurve.nullable()).meta({
      description:
        "policy by policy; null where no curve can be computed, and in a running simulation until it is computed",
    }),
    exactReasons: z.array(ExactReason.nullable()).meta({
      description:
        "policy by policy: the reason why `exact` is null; null where `exact` has a curve, or is still being computed",
    }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "SimulationResult" });
export type SimulationResult = z.output<typeof SimulationResult>;
