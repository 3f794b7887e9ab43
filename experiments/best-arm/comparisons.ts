import * as z from "zod";
import { compareWithControl } from "../../policies/posteriors/comparison/compare.ts";
import { credibleIntervals } from "../../policies/posteriors/comparison/credible-interval.ts";
import { INTERVAL_LEVEL, type Estimate } from "../../policies/posteriors/comparison/interval.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import { ExactProbability, withoutInfinity } from "../exact-probability.ts";

export const CredibleInterval = z
  .strictObject({ level: z.number(), lower: z.number(), upper: z.number() })
  .meta({ description: "equal-tailed interval of the arm's posterior: its quantiles at 0.025 and 0.975" });

const estimate = (what: string) =>
  z
    .strictObject({
      median: z.number().nullable(),
      lower: z.number().nullable().meta({ description: "quantile at 0.025" }),
      upper: z.number().nullable().meta({ description: "quantile at 0.975" }),
      mean: z.number().nullable().meta({ description: "null where it does not exist" }),
    })
    .meta({ description: `${what}: median, equal-tailed 95% interval and mean; a quantile beyond 1e300 is null` });

/** Fields of an arm that is compared with the control. */
export const Comparison = z.strictObject({
  beatsControl: ExactProbability.optional().meta({ description: "P(θ > θ_control)" }),
  lift: estimate("θ/θ_control − 1, for Beta and Gamma")
    .optional()
    .meta({ description: "the mean is null where the control's alpha (Beta) or shape (Gamma) is at most 1" }),
  difference: estimate("θ − θ_control").optional(),
});
export type Comparison = z.output<typeof Comparison>;

/** The 95% interval of every arm. */
export function intervalsOf(posteriors: Posteriors): z.output<typeof CredibleInterval>[] {
  return credibleIntervals(posteriors).map((interval) => ({ level: INTERVAL_LEVEL, ...interval }));
}

/** Every arm compared with the control; nothing for the control itself, or without one. */
export function comparisonsOf(posteriors: Posteriors, control: number | undefined): Comparison[] {
  if (control === undefined) return posteriors.arms.map(() => ({}));
  return compareWithControl(posteriors, control).map((comparison) => {
    if (!comparison) return {};
    const { beatsControl, lift, difference } = comparison;
    return {
      beatsControl: withoutInfinity(beatsControl),
      ...(lift && { lift: finite(lift) }),
      ...(difference && { difference: finite(difference) }),
    };
  });
}

/** JSON has no Infinity: null stands for it, as for a mean that does not exist. */
function finite({ median, lower, upper, mean }: Estimate): NonNullable<Comparison["lift"]> {
  const numberOf = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);
  return { median: numberOf(median), lower: numberOf(lower), upper: numberOf(upper), mean: numberOf(mean) };
}
