import type { ChartConfiguration, Point } from "chart.js";
import type { PolicyResult, SimulationResult } from "../../experiments/result.ts";
import { percent } from "./number-format.ts";
import { type Band, seriesChart } from "./series-chart.ts";
import type { ChartTheme } from "./theme.ts";

/** What a band around a mean shows: where the mean may be, where replications are, or nothing. */
export type BandKind = "mean" | "quantiles" | "none";

export interface RegretView {
  band: BandKind;
  logX: boolean;
  logY: boolean;
  lowerBound: boolean;
  /** Whether exact curves are drawn where there are any. */
  exact: boolean;
  /** Indices of the policies that are left out. */
  hidden: ReadonlySet<number>;
}

interface RegretChart {
  result: SimulationResult;
  view: RegretView;
  theme: ChartTheme;
  onCursor?: (index: number) => void;
}

/** Mean cumulative regret against pulls, one line per policy, with a band, its exact curve and the Lai–Robbins lower bound. */
export function regretChart({ result, view, theme, onCursor }: RegretChart): ChartConfiguration<"line", Point[]> {
  const { checkpoints, policies, reference, exact } = result;
  const shown = policies.map((policy, index) => ({ policy, index })).filter(({ index }) => !view.hidden.has(index));
  const { lowerBound } = reference;
  return seriesChart({
    checkpoints,
    series: shown.map(({ policy, index }) => ({
      label: policy.label,
      policy: index,
      values: policy.regret.mean,
      band: bandOf(policy, view.band),
      exact: view.exact ? exact[index]?.regret : undefined,
    })),
    reference: view.lowerBound && lowerBound ? { label: BOUND_AT_END, values: lowerBound } : undefined,
    axes: {
      xTitle: "pulls t",
      yTitle: ["mean cumulative regret", ...(view.band === "none" ? [] : [`band: ${bandTitle(view.band, policies)}`])],
      logX: view.logX,
      logY: view.logY,
      yMin: 0,
    },
    theme,
    labelled: true,
    onCursor,
  });
}

/** As much of "Lai–Robbins bound (asymptotic)" as has room beside the chart. */
const BOUND_AT_END = "Lai–Robbins (asymptotic)";

/** What a band is, in the words of axes and captions. */
export function bandTitle(kind: BandKind, [{ regret }]: readonly PolicyResult[]): string {
  if (kind === "none") return "none";
  return kind === "mean"
    ? "95 % interval of the mean"
    : `5–95 % of replications, ± ${percent(regret.quantiles.relativeError)}`;
}

/** Two-sided 95 % of a normal law. */
const Z95 = 1.959963984540054;

export function bandOf({ regret }: PolicyResult, kind: BandKind): Band | undefined {
  if (kind === "none") return undefined;
  if (kind === "mean") return intervalOf(regret);
  const { levels, values } = regret.quantiles;
  return { lower: values[levels.indexOf(0.05)], upper: values[levels.indexOf(0.95)] };
}

/** The 95 % interval of a mean, null where one replication says nothing of its error. */
export function intervalOf({ mean, standardError }: { mean: number[]; standardError: (number | null)[] }): Band {
  const edge = (sign: number) =>
    mean.map((value, index) => {
      const error = standardError[index];
      return error === null ? null : value + sign * Z95 * error;
    });
  return { lower: edge(-1), upper: edge(1) };
}
