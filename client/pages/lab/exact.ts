import type { SimulationResult } from "../../../experiments/result.ts";
import { formatCount, formatNumber } from "../../charts/number-format.ts";

/** An exact expectation beside the mean that estimates it. */
export interface ExactComparison {
  value: number;
  /** How many standard errors the mean is above it; null where there is no standard error. */
  deviation: number | null;
}

/** The exact regret of a policy at a checkpoint; undefined beyond where it is known. */
export function exactAt(
  { exact, policies }: SimulationResult,
  policy: number,
  at: number,
): ExactComparison | undefined {
  const value = exact[policy]?.regret[at];
  if (value === undefined) return undefined;
  const { mean, standardError } = policies[policy].regret;
  const error = standardError[at];
  return { value, deviation: error === null || error === 0 ? null : (mean[at] - value) / error };
}

/** "exact 12.31 (+0.8 s.e.)". */
export function exactText({ value, deviation }: ExactComparison): string {
  if (deviation === null) return `exact ${formatNumber(value)}`;
  const sign = deviation < 0 ? "−" : "+";
  return `exact ${formatNumber(value)} (${sign}${Math.abs(deviation).toFixed(1)} s.e.)`;
}

/** How far the exact curves go: "to t = 100", "to t = 50 … 100"; undefined where there are none. */
export function exactReach({ exact }: SimulationResult): string | undefined {
  const horizons = exact.flatMap((curve) => (curve ? [curve.horizon] : []));
  if (horizons.length === 0) return undefined;
  const [least, most] = [Math.min(...horizons), Math.max(...horizons)].map(formatCount);
  return `to t = ${least === most ? most : `${least} … ${most}`}`;
}
