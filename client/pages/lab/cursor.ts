import type { SimulationResult } from "../../../experiments/result/result.ts";
import { formatEstimate, formatPulls } from "../../text/number-format.ts";
import { type LabView, measureNamed, shownOf } from "../../charts/lab-view.ts";
import { exactAt, exactText } from "./exact.ts";

/** Where a key moves the chart cursor among `count` checkpoints; undefined for other keys. */
export function movedCursor(key: string, at: number | null, count: number): number | undefined {
  const from = at ?? count - 1;
  const moves: Record<string, number> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    PageDown: from - 10,
    PageUp: from + 10,
    Home: 0,
    End: count - 1,
  };
  if (!Object.hasOwn(moves, key)) return undefined;
  return Math.min(count - 1, Math.max(0, moves[key]));
}

/** The policy that an arrow key picks among those of the lines, the first after the last; undefined for other keys. */
export function movedLine(key: string, at: number | null, policies: readonly number[]): number | undefined {
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined || policies.length === 0) return undefined;
  const from = at === null ? -1 : policies.indexOf(at);
  return from === -1 ? policies.at(step === 1 ? 0 : -1) : policies.at((from + step) % policies.length);
}

/** The values at a checkpoint, for screen readers. */
export function spokenValues(
  result: SimulationResult,
  at: number,
  { measure: name, hidden, exact }: Pick<LabView, "measure" | "hidden" | "exact">,
): string {
  const { checkpoints, policies } = result;
  const measure = measureNamed(name);
  const values = policies.flatMap((each, policy) => {
    if (hidden.has(policy)) return [];
    const comparison = exact ? exactAt(result, policy, at, measure) : undefined;
    const { mean, standardError } = shownOf(each, measure);
    const estimate = formatEstimate(mean[at], standardError[at]);
    return [
      `${each.label} ${estimate}${measure.kind === "share" ? "%" : ""}${comparison ? `, ${exactText(comparison)}` : ""}`,
    ];
  });
  return `After ${formatPulls(checkpoints[at])}: ${values.join("; ")}`;
}
