import * as z from "zod";
import type { ArmProbability } from "../policies/law.ts";

/** The method behind an answer. */
export const Method = z.enum(["closed-form", "index", "fraction", "quadrature"]);

/** A probability with its logarithm, error bound and fraction, as every answer gives it. */
export const ExactProbability = z.strictObject({
  value: z.number(),
  logValue: z.number().nullable().meta({ description: "natural logarithm; null for probability 0" }),
  errorBound: z.number().meta({ description: "absolute, beyond the rounding of the value to the nearest double" }),
  fraction: z.string().optional().meta({ description: "p/q in lowest terms, where it is rational and affordable" }),
});

/** JSON has no −∞: the logarithm of 0 becomes null. */
export function withoutInfinity<Probability extends Pick<ArmProbability, "value" | "logValue">>(
  probability: Probability,
) {
  const { value, logValue, ...exact } = probability;
  return { value, logValue: logValue === -Infinity ? null : logValue, ...exact };
}
