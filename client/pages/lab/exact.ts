import type { SimulationResult } from "../../../experiments/result/result.ts";
import { exactOf, type NamedMeasure, shownOf } from "../../charts/lab-view.ts";
import { formatCount, formatNumber } from "../../text/number-format.ts";

/** An exact expectation, and how far its estimate is from it. */
export interface ExactComparison {
  value: number;
  /** Standard errors by which the mean exceeds it; null without a standard error. */
  deviation: number | null;
}

/** The exact value of a measure at a checkpoint; undefined beyond the end of the exact curve. */
export function exactAt(
  result: SimulationResult,
  policy: number,
  at: number,
  measure: NamedMeasure,
): ExactComparison | undefined {
  const value = exactOf(result, policy, measure)?.[at];
  if (value === undefined) return undefined;
  const { mean, standardError } = shownOf(result.policies[policy], measure);
  const error = standardError[at];
  return { value, deviation: error === null || error === 0 ? null : (mean[at] - value) / error };
}

/** "exact 12.31 (+0.8 s.e.)". */
export function exactText({ value, deviation }: ExactComparison): string {
  if (deviation === null) return `exact ${formatNumber(value)}`;
  const size = Math.abs(deviation).toFixed(1);
  const sign = Number(size) === 0 ? "" : deviation < 0 ? "−" : "+";
  return `exact ${formatNumber(value)} (${sign}${size} s.e.)`;
}

/** The exact value at a checkpoint; beyond the end of the curve its last one: "exact 1.23 at t = 23". */
export function exactOrLastText(
  result: SimulationResult,
  policy: number,
  at: number,
  measure: NamedMeasure,
): string | undefined {
  const comparison = exactAt(result, policy, at, measure);
  if (comparison) return exactText(comparison);
  const curve = exactOf(result, policy, measure);
  const last = curve?.at(-1);
  if (last === undefined) return undefined;
  const t = result.checkpoints[curve!.length - 1];
  return `exact ${formatNumber(last)} at t = ${formatCount(t)}`;
}

/** Why a policy has no exact curve, if others have one or its own was given up; undefined otherwise. */
export function whyNotExact({ exact, exactReasons }: SimulationResult, policy: number): string | undefined {
  const reason = exactReasons[policy];
  const isExpected = exact.some((curve) => curve !== null) || reason?.code === "over-budget";
  return reason && isExpected ? `no exact line: ${reason.detail}` : undefined;
}

/** The ends of the exact curves of a measure: "to t = 100", "to t = 50 … 100"; undefined without any. */
export function exactReach(result: SimulationResult, measure: NamedMeasure): string | undefined {
  const horizons = result.exact.flatMap((curve, policy) =>
    curve && exactOf(result, policy, measure) ? [curve.horizon] : [],
  );
  if (horizons.length === 0) return undefined;
  const [least, most] = [Math.min(...horizons), Math.max(...horizons)].map(formatCount);
  return `to t = ${least === most ? most : `${least} … ${most}`}`;
}
