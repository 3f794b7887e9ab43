import type { SweepResult } from "../../../../experiments/sweep/result.ts";
import { policyDefinition } from "../../../../policies/registry.ts";
import type { Estimate } from "../standings.ts";
import type { SweepExperiment } from "./sweep-run.ts";

/** The regret of a policy at one value. */
export interface SweepPointEstimate extends Estimate {
  value: number;
}

/** A policy's regret at the horizon against the swept number. */
export interface SweepLine {
  /** The place of the policy in the form, which decides its style. */
  policy: number;
  label: string;
  /** The points with a complete result, by value. */
  points: SweepPointEstimate[];
  /** The index of the point with the lowest mean; undefined without points, or where values are no choice. */
  best?: number;
}

/** The lines of a result so far. */
export function sweepLines({ base, sweep }: SweepExperiment, result: SweepResult | null): SweepLine[] {
  const isTuned = isChoice(sweep.axis.pointer);
  return sweep.policies.map((policy, index) => {
    const points = (result?.points ?? [])
      .flatMap(({ values, complete, policies }) =>
        complete && policies[index] ? [{ value: values[0] as number, ...policies[index].finalRegret }] : [],
      )
      .toSorted((a, b) => a.value - b.value);
    const label = labelOf(sweep.policies.length === 1, { base, policy, index, result });
    return { policy, label, points, best: isTuned ? lowest(points) : undefined };
  });
}

interface Labelled {
  base: SweepExperiment["base"];
  policy: number;
  index: number;
  result: SweepResult | null;
}

/** A label of a point may have its value in it, so a line alone has the name of its kind. */
function labelOf(isAlone: boolean, { base, policy, index, result }: Labelled): string {
  const kind = policyDefinition(base.policies[policy].kind).label;
  const known = result?.points.find(({ policies }) => policies.length > 0)?.policies[index].label;
  return base.labels?.[policy] ?? (isAlone ? kind : (known ?? kind));
}

/** Whether one chooses the number: that of a policy, but not the length of the run or the bandit. */
export function isChoice(pointer: string): boolean {
  return pointer.startsWith("/policies/");
}

function lowest(points: readonly SweepPointEstimate[]): number | undefined {
  if (points.length === 0) return undefined;
  return points.reduce((best, { mean }, index) => (mean < points[best].mean ? index : best), 0);
}

/** A decade and a half. */
const WIDE = 10 ** 1.5;

/** Whether values are better seen on a logarithmic axis. */
export function isLogAxis(values: readonly number[]): boolean {
  return Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > WIDE;
}
