import type { PolicyResult, SimulationResult } from "../../../experiments/result/result.ts";
import { type NamedMeasure, shownOf } from "../../charts/lab-view.ts";
import { formatCount, formatEstimate, formatNumber, formatPulls } from "../../text/number-format.ts";

/** Descriptions of the small charts for screen readers. */
export function describeMultiples(
  { policies, spec, comparisons }: SimulationResult,
  hidden: ReadonlySet<number>,
  second: NamedMeasure,
) {
  const end = `after ${formatPulls(spec.horizon)}`;
  const listed = (text: (policy: PolicyResult) => string) =>
    policies.flatMap((policy, index) => (hidden.has(index) ? [] : [`${policy.label} ${text(policy)}`])).join("; ");
  const value = (policy: PolicyResult) => {
    const last = shownOf(policy, second).mean.at(-1)!;
    return second.kind === "share" ? `${Math.round(last)}%` : formatNumber(last);
  };
  const range = ({ finalRegret: { quantiles } }: PolicyResult) =>
    `${formatNumber(quantiles.values[0])} to ${formatNumber(quantiles.values.at(-1)!)}`;
  const most = ({ pulls }: PolicyResult) => formatCount(Math.max(...pulls.map((series) => series.at(-1)!)));
  const differences = comparisons
    .filter(({ policy }) => !hidden.has(policy))
    .map(({ policy, regretDifference: { mean, standardError } }) => {
      const estimate = formatEstimate(mean.at(-1)!, standardError.at(-1)!);
      return `${policies[policy].label} ${estimate}`;
    });
  return {
    second: `${second.title} ${end} (${second.description}): ${listed(value)}`,
    difference: `Regret minus the regret of ${policies[0].label} in the same replications, ${end}: ${differences.join("; ")}`,
    distribution: `Regret over replications ${end}, 5% to 95%: ${listed(range)}`,
    pulls: `Mean pulls of the most pulled arm ${end}: ${listed(most)}`,
  };
}
