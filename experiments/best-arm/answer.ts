import * as z from "zod";
import { BetaPosterior, families } from "../../policies/posteriors/family.ts";
import { ExactProbability, Method } from "../exact-probability.ts";
import { Comparison, CredibleInterval } from "./comparisons.ts";
import { BetaPrior, CountedArm } from "./counted-arms.ts";

/**
 * The schema of an answer about the best arm: P(best), expected loss and credible interval per arm, and
 * its comparison with the control.
 *
 * @example
 * ```ts
 * const arms = [{ mean: 0, standardDeviation: 1 }, { mean: 0, standardDeviation: 1 }];
 * BestArmAnswer.parse(bestArmAnswer({ family: "normal", arms })).probabilities[0].value; // 0.5
 * ```
 */
export const BestArmAnswer = z
  .strictObject({
    family: z.enum(families.map(({ kind }) => kind)),
    arms: z
      .union([
        ...families.map(({ parameters }) => z.array(parameters)),
        z.array(CountedArm.extend(BetaPosterior.shape)),
      ])
      .meta({ description: "the posteriors, with the counts if the request gave counts" }),
    prior: BetaPrior.optional().meta({ description: "the prior of arms given by counts" }),
    control: z.int().optional().meta({ description: "index of the control; all other arms are compared with it" }),
    method: Method,
    probabilities: z.array(
      z.strictObject({
        arm: z.int().meta({ description: "index of the arm, from 0" }),
        ...ExactProbability.shape,
        expectedLoss: z
          .number()
          .nullable()
          .meta({ description: "E[max θ − θ_k]; null where a posterior has no mean (Student t, ν ≤ 1)" }),
        expectedLossErrorBound: z
          .number()
          .optional()
          .meta({ description: "absolute; a loss smaller than this is only known to be at most this" }),
        expectedLossFraction: z.string().optional().meta({ description: "p/q, where the probabilities are fractions" }),
        credibleInterval: CredibleInterval,
        ...Comparison.shape,
      }),
    ),
    defect: z.number().meta({ description: "sum of the values minus 1; the values are not normalised" }),
  })
  .meta({ id: "BestArmAnswer" });
export type BestArmAnswer = z.output<typeof BestArmAnswer>;
