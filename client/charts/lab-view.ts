import { type Measure, measures } from "../../experiments/simulation/measures.ts";
import type { PolicyResult, SimulationResult } from "../../experiments/result/result.ts";

/** What a band around a mean shows: where the mean may be, where replications are, or nothing. */
export type BandKind = "mean" | "quantiles" | "none";

export type MeasureName = (typeof measures)[number]["name"];
export type NamedMeasure = Measure & { name: MeasureName };

/** How results are shown. */
export interface LabView {
  /** What the large chart shows. */
  measure: MeasureName;
  band: BandKind;
  /** Whether the axis of pulls is logarithmic; null: as the checkpoints are. */
  logX: boolean | null;
  logY: boolean;
  /** Whether bounds are drawn where there are any. */
  bounds: boolean;
  /** Whether exact curves are drawn where there are any. */
  exact: boolean;
  /** Indices of the policies that are left out. */
  hidden: ReadonlySet<number>;
}

/** The measures of results, as the table has them. */
export const labMeasures: readonly NamedMeasure[] = measures;

/** The measures that a result holds: a stored one of an earlier version lacks those that came later. */
export function measuresOf({ policies }: SimulationResult): readonly NamedMeasure[] {
  return labMeasures.filter(({ name }) => name in policies[0]);
}

export function measureNamed(name: MeasureName): NamedMeasure {
  return labMeasures.find((measure) => measure.name === name)!;
}

/** A measure of one policy as it is shown: shares in per cent. */
export interface Shown {
  mean: number[];
  standardError: (number | null)[];
  quantiles?: PolicyResult["regret"]["quantiles"];
}

export function shownOf(policy: PolicyResult, { name, kind }: NamedMeasure): Shown {
  const estimate: Shown = policy[name];
  if (kind !== "share") return estimate;
  return {
    mean: estimate.mean.map((share) => 100 * share),
    standardError: estimate.standardError.map((error) => error && 100 * error),
  };
}

/** The exact expectation of a measure, at as many of the first checkpoints as it is known at. */
export function exactOf({ exact }: SimulationResult, policy: number, measure: NamedMeasure): number[] | undefined {
  const curve = measure.exact && exact[policy]?.[measure.exact];
  return measure.kind === "share" ? curve?.map((share) => 100 * share) : (curve ?? undefined);
}

/** The bounds of a measure; results of earlier versions have no list of them. */
export function boundsOf(
  { bounds = [] }: Partial<SimulationResult>,
  { name }: NamedMeasure,
): SimulationResult["bounds"] {
  return bounds.filter(({ measure }) => measure === name);
}

/** "Optimal arm, %". */
export function titleOf({ title, kind }: Measure): string {
  return kind === "share" ? `${title}, %` : title;
}

/** Logarithmic checkpoints are evenly spaced on a logarithmic axis, linear ones on a linear one. */
export function isLogX({ logX }: Pick<LabView, "logX">, { spec }: SimulationResult): boolean {
  return logX ?? spec.checkpoints.kind === "log";
}
