import * as z from "zod";
import { limits } from "../limits.ts";
import { SimulationSpec } from "../spec/spec.ts";

const Value = z
  .unknown()
  .refine((value) => value !== undefined, { message: "is missing", params: { allowed: "a JSON value" } });

const Axis = z.strictObject({
  pointer: z.string().min(1).max(limits.seedLength).meta({
    description: "JSON pointer (RFC 6901) to a field of the base, such as /policies/0/epsilon",
  }),
  values: z.array(Value).min(1).max(limits.sweepPoints).meta({ description: "distinct values of that field" }),
});

/**
 * The schema of a sweep: a simulation, and fields of it that take several values each. The simulations of all combinations
 * are its points.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
 * const base = { bandit, policies: [{ kind: "epsilon-greedy" }], horizon: 100, replications: 10, seed: 1 };
 * SweepSpec.parse({ base, axes: [{ pointer: "/policies/0/epsilon", values: [0, 0.1] }] }).axes.length; // 1
 * ```
 */
export const SweepSpec = z
  .strictObject({
    base: SimulationSpec,
    axes: z
      .array(Axis)
      .min(1)
      .max(limits.sweepAxes)
      .meta({
        description: `The points are all combinations of the axes' values, at most ${limits.sweepPoints}; the last axis varies fastest.`,
      }),
  })
  .superRefine(({ axes }, context) => {
    const count = axes.reduce((product, { values }) => product * values.length, 1);
    if (count <= limits.sweepPoints) return;
    const message = `make ${count} points together; at most ${limits.sweepPoints} are allowed`;
    context.addIssue({
      code: "custom",
      path: ["axes"],
      message,
      params: { allowed: `at most ${limits.sweepPoints} points` },
    });
  })
  .meta({ id: "SweepSpec" });

/** A sweep as a user writes it. Its base stays as written, since defaults may depend on the fields that take other values. */
export type SweepSpecInput = z.input<typeof SweepSpec>;
