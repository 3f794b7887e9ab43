import { spokenNumber } from "../../../forms/number-words.ts";
import { formatEstimate } from "../../../text/number-format.ts";
import { listed } from "../../../text/words.ts";
import type { AxisName } from "./axis-name.ts";
import { Z95 } from "../standings.ts";
import type { SweepLine, SweepPointEstimate } from "./sweep-lines.ts";
import type { SweepExperiment } from "./sweep-run.ts";

/**
 * "Lowest regret at ε = 0.1: 23.4 ± 0.3; 0.03 is not separable from it." Points are compared by the standard error of their
 * difference as if they were independent.
 */
export function bestText({ points, best }: SweepLine, symbol: string): string | undefined {
  if (best === undefined || points.length < 2) return undefined;
  const { value, mean, standardError } = points[best];
  const near = points.filter((point, index) => index !== best && !isAbove(point, points[best]));
  const others = near.map((point) => spokenNumber(point.value));
  const notApart =
    near.length === 0 ? "" : `; ${listed(others)} ${near.length === 1 ? "is" : "are"} not separable from it`;
  const doubt = standardError === null ? "; one replication has no standard error" : notApart;
  return `Lowest regret at ${symbol} = ${spokenNumber(value)}: ${formatEstimate(mean, standardError)}${doubt}.`;
}

/** "0.5 is the largest value of the list: a larger one may be better."; nothing at an end of what is allowed. */
export function edgeText(
  { points, best }: SweepLine,
  { minimum, maximum }: Pick<AxisName, "minimum" | "maximum"> = {},
): string | undefined {
  if (best === undefined || points.length < 2 || (best > 0 && best < points.length - 1)) return undefined;
  if (points[best].value === (best === 0 ? minimum : maximum)) return undefined;
  const [end, beyond] = best === 0 ? ["smallest", "smaller"] : ["largest", "larger"];
  return `${spokenNumber(points[best].value)} is the ${end} value of the list: a ${beyond} one may be better.`;
}

/** Whether the 95% interval of a difference is above 0. */
function isAbove(point: SweepPointEstimate, best: SweepPointEstimate): boolean {
  if (point.standardError === null || best.standardError === null) return true;
  return point.mean - best.mean > Z95 * Math.hypot(point.standardError, best.standardError);
}

/**
 * Which policy has the lowest regret at which values: "UCB1 at T = 10; Thompson at 100 and 1,000"; and at which of them it is
 * not separable from the next.
 */
export function leadersText(lines: readonly SweepLine[], symbol: string): string | undefined {
  const values = lines[0].points.map(({ value }) => value);
  if (lines.length < 2 || values.length === 0) return undefined;
  const leaderAt = (index: number) =>
    lines.reduce((best, line) => (line.points[index].mean < best.points[index].mean ? line : best));
  const leaders = values.map((_, index) => leaderAt(index));
  const texts = [...new Set(leaders)].map((leader, place) => {
    const own = values.filter((_, index) => leaders[index] === leader).map(spokenNumber);
    return `${leader.label} at ${place === 0 ? `${symbol} = ` : ""}${listed(own)}`;
  });
  const close = values.filter((_, index) =>
    lines.some((line) => line !== leaders[index] && !isAbove(line.points[index], leaders[index].points[index])),
  );
  const doubt =
    close.length > 0 ? ` At ${symbol} = ${listed(close.map(spokenNumber))} it is not separable from the next.` : "";
  return `Lowest mean regret: ${texts.join("; ")}.${doubt}`;
}

/** What all points have in common. */
export function commonText({ base, sweep: { axis } }: SweepExperiment): string {
  if (base.rewardCoupling === "independent") return "All points have the same seed; common random numbers are off.";
  if (axis.pointer.startsWith("/bandit/")) return "All points use the same random numbers.";
  return "All points see the same rewards, so they differ by less noise than their standard errors say.";
}
