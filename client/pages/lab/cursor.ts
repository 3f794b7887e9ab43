import type { SimulationResult } from "../../../experiments/result.ts";
import { formatEstimate, formatPulls } from "../../charts/number-format.ts";
import type { RegretView } from "../../charts/regret-chart.ts";
import { exactAt, exactText } from "./exact.ts";

/** Where a key moves the chart cursor among `count` checkpoints; undefined for keys that do not. */
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

/** What the chart shows at a checkpoint, to be read aloud. */
export function spokenValues(
  result: SimulationResult,
  at: number,
  { hidden, exact }: Pick<RegretView, "hidden" | "exact">,
): string {
  const { checkpoints, policies } = result;
  const values = policies.flatMap(({ label, regret }, policy) => {
    if (hidden.has(policy)) return [];
    const comparison = exact ? exactAt(result, policy, at) : undefined;
    const estimate = formatEstimate(regret.mean[at], regret.standardError[at]);
    return [`${label} ${estimate}${comparison ? `, ${exactText(comparison)}` : ""}`];
  });
  return `After ${formatPulls(checkpoints[at])}: ${values.join("; ")}`;
}
