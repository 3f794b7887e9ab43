import { type Measure, measures } from "../../experiments/simulation/measures.ts";
import type { PolicyResult, SimulationResult } from "../../experiments/result/result.ts";

/** The band around a mean: the interval of the mean, quantiles of replications, or none. */
export type BandKind = "mean" | "quantiles" | "none";

export type MeasureName = (typeof measures)[number]["name"];
export type NamedMeasure = Measure & { name: MeasureName };

/** What the charts of the Lab show. */
export interface LabView {
  /** The measure of the main chart. */
  measure: MeasureName;
  band: BandKind;
  /** Whether the axis of pulls is logarithmic; null follows the checkpoints. */
  logX: boolean | null;
  logY: boolean;
  /** Whether bounds are drawn. */
  bounds: boolean;
  /** Whether exact curves are drawn. */
  exact: boolean;
  /** Indices of the hidden policies. */
  hidden: ReadonlySet<number>;
}

/** All measures, with narrow names. */
export const labMeasures: readonly NamedMeasure[] = measures;

/** The measures of a result; a stored result of an earlier version may lack some. */
export function measuresOf({ policies }: SimulationResult): readonly NamedMeasure[] {
  return labMeasures.filter(({ name }) => name in policies[0]);
}

export function measureNamed(name: MeasureName): NamedMeasure {
  return labMeasures.find((measure) => measure.name === name)!;
}

/** A measure of one policy as shown: shares in per cent. */
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

/** The exact expectation of a measure at the first checkpoints, as far as known. */
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

/** Whether the axis of pulls is logarithmic; by default as the checkpoints are spaced. */
export function isLogX({ logX }: Pick<LabView, "logX">, { spec }: SimulationResult): boolean {
  return logX ?? spec.checkpoints.kind === "log";
}
