import type { PolicyResult, SimulationResult } from "../../../experiments/result/result.ts";
import { formatEstimate, formatNumber } from "../../text/number-format.ts";

/** Two-sided 95% point of the normal distribution. */
export const Z95 = 1.959963984540054;

/** A mean with its standard error; null where a single replication gives none. */
export interface Estimate {
  mean: number;
  standardError: number | null;
}

/** The place of a policy among those of its run. */
export interface Standing {
  policy: number;
  /** From 1, by mean regret at the horizon; equal regrets share a rank. */
  rank: number;
  /** Final regret minus that of the baseline, paired; undefined for the baseline itself. */
  difference?: Estimate;
}

/** The policies of a result by their regret at the horizon, the lowest first. */
export function standingsOf({ policies, comparisons }: SimulationResult): Standing[] {
  const finals = policies.map(({ regret }) => regret.mean.at(-1)!);
  return policies
    .map((_, policy) => ({
      policy,
      rank: 1 + finals.filter((other) => other < finals[policy]).length,
      difference: differenceOf(comparisons, policy),
    }))
    .toSorted((a, b) => a.rank - b.rank || a.policy - b.policy);
}

function differenceOf(comparisons: SimulationResult["comparisons"], policy: number): Estimate | undefined {
  const own = comparisons.find((comparison) => comparison.policy === policy)?.regretDifference;
  return own && { mean: own.mean.at(-1)!, standardError: own.standardError.at(-1)! };
}

/** The policy that differences are taken from; undefined where there is only one policy. */
export function baselineOf({ policies, comparisons }: SimulationResult): PolicyResult | undefined {
  return comparisons.length === 0 ? undefined : policies[comparisons[0].baseline];
}

/** The ends of the 95% interval of a mean; undefined without a standard error. */
export function intervalOf({ mean, standardError }: Estimate): [number, number] | undefined {
  return standardError === null ? undefined : [mean - Z95 * standardError, mean + Z95 * standardError];
}

/** Whether the 95% interval of a difference leaves out 0. */
export function isSeparable(difference: Estimate): boolean {
  const [low, high] = intervalOf(difference) ?? [-Infinity, Infinity];
  return low > 0 || high < 0;
}

/** "12.1 to 13.4": with as many digits as the estimate has; empty without a standard error. */
export function intervalText(estimate: Estimate): string {
  const ends = intervalOf(estimate);
  if (!ends || !(estimate.standardError! > 0)) return ends ? formatNumber(estimate.mean) : "";
  return ends.map((end) => formatEstimate(end, estimate.standardError).split(" ± ")[0]).join(" to ");
}

/** "+3.2 ± 0.4", "−3.2 ± 0.4", "0". */
export function differenceText({ mean, standardError }: Estimate): string {
  return `${mean > 0 ? "+" : ""}${formatEstimate(mean, standardError)}`;
}
