import { log } from "../../policies/numerics/elementary.ts";
import type { PolicySpec } from "../../policies/registry.ts";
import { policyDefinition } from "../../policies/registry.ts";
import { bounds } from "../analysis/bounds.ts";
import { laiRobbinsConstant } from "../analysis/lai-robbins.ts";
import { type BanditSpec, banditDefinition } from "../bandits/registry.ts";
import type { ExactOutcome } from "../exact/exact-outcome.ts";
import type { PolicyResult, SimulationResult } from "./result.ts";
import { type SimulationSpec, warningsOf } from "../spec/spec.ts";
import { ENGINE_VERSION } from "../spec/version.ts";
import { type Histogram, quantiles, relativeErrorOf, rowsOf } from "../simulation/histogram.ts";
import type { MeasureSummary } from "../simulation/measure-summary.ts";
import { type Measure, measures } from "../simulation/measures.ts";
import { type Moments, standardErrors } from "../simulation/moments.ts";
import type { SimulationPlan } from "../simulation/plan.ts";
import type { PolicySummary, SimulationSummary } from "../simulation/summary.ts";

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];

/**
 * Renders the result of the replications so far, as the library, the API and the command line give it.
 *
 * @param exact the answer of `exactCurves`; undefined while it is being computed
 */
export function toResult(
  plan: SimulationPlan,
  summary: SimulationSummary,
  exact: readonly ExactOutcome[] | undefined,
  specHash: string,
): SimulationResult {
  const { spec, checkpoints } = plan;
  const constant = laiRobbinsConstant(spec.bandit);
  const labels = spec.labels ?? defaultLabels(spec.policies);
  return {
    spec,
    specHash,
    engineVersion: ENGINE_VERSION,
    complete: summary.replications === spec.replications,
    completedReplications: summary.replications,
    checkpoints,
    regret: regretNotion(spec.bandit),
    changePoints: changePoints(spec),
    policies: summary.policies.map((policy, index) =>
      policyResult(plan, policy, index, labels[index], summary.replications),
    ),
    comparisons: summary.policies.slice(1).map((policy, i) => ({
      policy: i + 1,
      baseline: 0,
      ...fieldsOf(policy, (measure, { difference }) => [measure.difference, difference && estimate(difference)]),
    })) as SimulationResult["comparisons"],
    bounds: bounds.flatMap(({ valueOf, ...words }) => {
      const value = valueOf(spec.bandit);
      return value ? [{ ...words, series: checkpoints.map(value) }] : [];
    }),
    reference: {
      laiRobbinsConstant: constant ?? null,
      lowerBound: constant === undefined ? null : checkpoints.map((t) => constant * log(t)),
    },
    exact: spec.policies.map((_, index) => exact?.[index].curve ?? null),
    exactReasons: spec.policies.map((_, index) => exact?.[index].reason ?? null),
    warnings: warningsOf(spec),
  };
}

/** The comparator of regret. */
function regretNotion(bandit: BanditSpec): SimulationResult["regret"] {
  const { comparator, changes } = banditDefinition(bandit.kind);
  return comparator ?? (changes === "never" ? "stationary" : "dynamic");
}

/** The pulls up to the horizon at which means change. A segment may repeat the means before it. */
function changePoints({ bandit, horizon }: SimulationSpec): number[] {
  const segments = banditDefinition(bandit.kind).segments?.(bandit) ?? [];
  const isChange = (index: number) =>
    segments[index].means.some((mean, arm) => mean !== segments[index - 1].means[arm]);
  return segments.flatMap(({ from }, index) => (index > 0 && from <= horizon && isChange(index) ? [from] : []));
}

function policyResult(
  plan: SimulationPlan,
  summary: PolicySummary,
  index: number,
  label: string,
  replications: number,
): PolicyResult {
  const { spec, checkpoints, armCount, pullsAtCheckpoints } = plan;
  const width = pullsAtCheckpoints ? checkpoints.length : 1;
  return {
    label,
    policy: spec.policies[index],
    ...fieldsOf(summary, (measure, kept) => [
      measure.name,
      measure.kind === "per-pull" ? perPull(measure, summary, checkpoints) : seriesResult(kept, replications),
    ]),
    pulls: Array.from({ length: armCount }, (_, arm) =>
      Array.from(summary.pulls.subarray(arm * width, (arm + 1) * width), (sum) => sum / replications),
    ),
    pullsAt: pullsAtCheckpoints ? "checkpoints" : "horizon",
    ...fieldsOf(summary, (measure, kept) => [measure.distribution, atHorizon(kept)]),
  } as PolicyResult;
}

/** One field for every measure that has a name for it. */
function fieldsOf(
  { measures: summaries }: PolicySummary,
  field: (measure: Measure, kept: MeasureSummary) => [string | undefined, unknown],
): Record<string, unknown> {
  const fields = measures.map((measure, i) => field(measure, summaries[i]));
  return Object.fromEntries(fields.filter(([name]) => name !== undefined));
}

/** A measure per pull: the means at the checkpoints divided by their pulls. */
function perPull({ from }: Measure, summary: PolicySummary, checkpoints: readonly number[]) {
  const { mean, standardError } = estimate(summary.measures[measures.findIndex(({ name }) => name === from)].moments!);
  return {
    mean: mean.map((value, i) => value / checkpoints[i]),
    standardError: standardError.map((error, i) => error && error / checkpoints[i]),
  };
}

/** A measure at every checkpoint. */
function seriesResult({ moments, ones, histograms }: MeasureSummary, replications: number) {
  return {
    ...(moments && estimate(moments)),
    ...(ones && shareEstimate(ones, replications)),
    ...(histograms && { quantiles: quantilesResult(histograms) }),
  };
}

function quantilesResult(histograms: readonly Histogram[]) {
  const values = histograms.map((histogram) => quantiles(histogram, LEVELS));
  return {
    levels: LEVELS,
    values: LEVELS.map((_, level) => values.map((at) => at[level])),
    relativeError: Math.max(...histograms.map(relativeErrorOf)),
  };
}

/** A measure at the horizon, with its histogram; undefined where none is kept. */
function atHorizon({ moments, histograms }: MeasureSummary) {
  if (!moments || !histograms) return undefined;
  const last = histograms.at(-1)!;
  return {
    mean: moments.mean.at(-1)!,
    standardError: standardErrors(moments).at(-1)!,
    quantiles: { levels: LEVELS, values: quantiles(last, LEVELS), relativeError: relativeErrorOf(last) },
    histogram: rowsOf(last),
  };
}

/** A label for every policy. Equal labels are numbered, so that no table merges them. */
function defaultLabels(policies: readonly PolicySpec[]): string[] {
  const labels = policies.map(policyLabel);
  return labels.map((label, index) => {
    const earlier = labels.slice(0, index).filter((other) => other === label).length;
    return earlier === 0 ? label : `${label} #${earlier + 1}`;
  });
}

/** "ε-greedy (epsilon 0.3)": the policy's label and the parameters that are not the defaults. */
function policyLabel(spec: PolicySpec): string {
  const { label, parameters } = policyDefinition(spec.kind);
  const defaults: Record<string, unknown> = parameters.parse({});
  const changed = Object.entries(spec).filter(([name, value]) => name !== "kind" && value !== defaults[name]);
  if (changed.length === 0) return label;
  return `${label} (${changed.map(([name, value]) => (typeof value === "object" ? name : `${name} ${value}`)).join(", ")})`;
}

function shareEstimate(ones: Float64Array, replications: number) {
  const mean = Array.from(ones, (count) => count / replications);
  const error = (rate: number) => (replications < 2 ? null : Math.sqrt((rate * (1 - rate)) / replications));
  return { mean, standardError: mean.map(error) };
}

function estimate(moments: Moments): { mean: number[]; standardError: (number | null)[] } {
  return { mean: [...moments.mean], standardError: standardErrors(moments) };
}
