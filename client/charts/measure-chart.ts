import type { ChartConfiguration, Point } from "chart.js";
import type { PolicyResult, SimulationResult } from "../../experiments/result/result.ts";
import {
  type BandKind,
  boundsOf,
  exactOf,
  isLogX,
  type LabView,
  measureNamed,
  type Shown,
  shownOf,
} from "./lab-view.ts";
import { percent } from "../text/number-format.ts";
import { type Band, seriesChart } from "./series-chart.ts";
import type { ChartTheme } from "./theme.ts";

interface MeasureChart {
  result: SimulationResult;
  view: LabView;
  theme: ChartTheme;
  /** Names at the ends of lines, if the chart is wide enough. */
  labelled: boolean;
  onCursor?: (index: number) => void;
  onLine?: (policy: number | null) => void;
}

/** A measure against pulls, one line per policy, with a band, its exact curve and its bounds. */
export function measureChart({
  result,
  view,
  theme,
  labelled,
  onCursor,
  onLine,
}: MeasureChart): ChartConfiguration<"line", Point[]> {
  const measure = measureNamed(view.measure);
  const shown = result.policies.flatMap((policy, index) =>
    view.hidden.has(index) ? [] : [{ policy: index, label: policy.label, ...shownOf(policy, measure) }],
  );
  const kind = bandKindOf(view, shown[0]);
  const band = kind === "none" ? [] : [`band: ${bandTitle(kind, shown[0])}`];
  const isShare = measure.kind === "share";
  return seriesChart({
    checkpoints: result.checkpoints,
    series: shown.map((each) => ({
      label: each.label,
      policy: each.policy,
      values: each.mean,
      band: bandOf(each, kind),
      exact: view.exact ? exactOf(result, each.policy, measure) : undefined,
    })),
    references: view.bounds
      ? boundsOf(result, measure).map(({ title, series }) => ({ label: title, values: series }))
      : [],
    axes: {
      xTitle: "pulls t",
      yTitle: [isShare ? `${measure.axis}, %` : measure.axis, ...band],
      logX: isLogX(view, result),
      logY: view.logY,
      ...(isShare ? { yMin: 0, yMax: 100 } : { yMin: lowestOf(shown.map(({ mean }) => mean)) }),
    },
    theme,
    labelled,
    onCursor,
    onLine,
  });
}

/** The axis begins at 0, unless values are negative or far from 0. */
function lowestOf(series: readonly number[][]): 0 | undefined {
  const values = series.flat();
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return lowest < 0 || lowest > highest / 2 ? undefined : 0;
}

/** The drawn band: for a measure without quantiles, that of the mean. */
export function bandKindOf({ band }: Pick<LabView, "band">, shown: Shown | undefined): BandKind {
  return band === "quantiles" && !shown?.quantiles ? "mean" : band;
}

/** The name of a band on axes and in captions. */
export function bandTitle(kind: BandKind, shown: Shown | undefined): string {
  if (kind === "none") return "none";
  return kind === "mean" ? "95% interval of the mean" : `5–95% of replications, ${precisionOf(shown!.quantiles!)}`;
}

/** "± 0.8%", "exact". */
export function precisionOf({ relativeError }: { relativeError: number }): string {
  return relativeError === 0 ? "exact" : `± ${percent(relativeError)}`;
}

/** The worst precision of the quantiles of final regret over policies. */
export function worstPrecision(policies: readonly PolicyResult[]): { relativeError: number } {
  return { relativeError: Math.max(...policies.map(({ finalRegret }) => finalRegret.quantiles.relativeError)) };
}

/** Two-sided 95% point of the normal distribution. */
const Z95 = 1.959963984540054;

export function bandOf(shown: Shown, kind: BandKind): Band | undefined {
  if (kind === "none") return undefined;
  if (kind === "mean" || !shown.quantiles) return intervalOf(shown);
  const { levels, values } = shown.quantiles;
  return { lower: values[levels.indexOf(0.05)], upper: values[levels.indexOf(0.95)] };
}

/** The 95% interval of a mean; null for a single replication, which has no standard error. */
export function intervalOf({ mean, standardError }: Pick<Shown, "mean" | "standardError">): Band {
  const edge = (sign: number) =>
    mean.map((value, index) => {
      const error = standardError[index];
      return error === null ? null : value + sign * Z95 * error;
    });
  return { lower: edge(-1), upper: edge(1) };
}
