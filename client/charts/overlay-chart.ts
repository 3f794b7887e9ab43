import type { ChartConfiguration, Point } from "chart.js";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { type NamedMeasure, shownOf, titleOf } from "./lab-view.ts";
import { intervalOf } from "./measure-chart.ts";
import { seriesChart } from "./series-chart.ts";
import type { ChartTheme } from "./theme.ts";

/** A policy of one of several runs. */
export interface OverlaidLine {
  result: SimulationResult;
  policy: number;
  label: string;
  /** Its place among all lines, which decides its style. */
  style: number;
}

interface OverlayChart {
  lines: readonly OverlaidLine[];
  measure: NamedMeasure;
  theme: ChartTheme;
}

/** A measure of policies of several runs against pulls, each at the checkpoints of its run, with its 95% band. */
export function overlayChart({ lines, measure, theme }: OverlayChart): ChartConfiguration<"line", Point[]> {
  const all = lines.flatMap(({ result }) => result.checkpoints);
  return seriesChart({
    checkpoints: [...new Set(all)].toSorted((a, b) => a - b),
    series: lines.map(({ result, policy, label, style }) => {
      const shown = shownOf(result.policies[policy], measure);
      return { label, policy: style, values: shown.mean, checkpoints: result.checkpoints, band: intervalOf(shown) };
    }),
    references: [],
    axes: {
      xTitle: "pulls t",
      yTitle: [measure.kind === "share" ? titleOf(measure) : measure.axis, "band: 95% interval of the mean"],
      logX: lines.every(({ result }) => result.spec.checkpoints.kind === "log"),
    },
    theme,
    labelled: false,
  });
}
