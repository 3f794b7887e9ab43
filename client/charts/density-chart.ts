import type { Chart, ChartConfiguration, LegendItem, Point, ScriptableChartContext, Tick } from "chart.js";
import { formatTicks } from "../text/number-format.ts";
import { peakLabels, roomAbove, type PeakLabelledLine } from "./peak-labels.ts";
import { seriesColour, seriesStyle } from "./series-style.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

/** The posterior density of an arm. */
export interface NamedDensity {
  arm: string;
  /** Its posterior: "Beta(1, 2)". */
  belief: string;
  points: Point[];
  /** The mean with the density there, if the mean exists. */
  mean?: { x: number; y: number };
}

export interface DensityChart {
  densities: readonly NamedDensity[];
  x: { title: string; min: number; max: number; stepSize?: number };
  /** The end of the y axis, for densities that are infinite or far higher than others. */
  yMax?: number;
  /** The least end of the y axis. */
  yAtLeast?: number;
  theme: ChartTheme;
}

/** With more arms than this the chart has no legend: the page shows its own. */
export const LEGEND_UP_TO = 6;

/** The density of every arm, with a vertical line at its mean. */
export function densityChart({
  densities,
  x,
  yMax,
  yAtLeast,
  theme,
}: DensityChart): ChartConfiguration<"line", Point[]> {
  const title = (text: string) => ({ title: { display: true, text, color: theme.muted } });
  return {
    type: "line",
    data: { datasets: densities.flatMap((density, index) => datasetsOf(density, index, theme)) },
    options: {
      color: theme.text,
      backgroundColor: theme.background,
      parsing: false,
      animation: false,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      layout: { padding: ({ chart }: ScriptableChartContext) => ({ top: roomAbove(chart) }) },
      plugins: {
        legend: {
          display: densities.length <= LEGEND_UP_TO,
          position: "bottom",
          labels: { usePointStyle: true, pointStyleWidth: 30, generateLabels: (chart) => legendOf(chart, theme) },
        },
        tooltip: { enabled: false },
      },
      // The end of an axis may be a number of many digits, so it has no tick unless it is a round one.
      scales: {
        x: {
          type: "linear",
          min: x.min,
          max: x.max,
          ...title(x.title),
          ticks: { stepSize: x.stepSize, maxRotation: 0, maxTicksLimit: 9, includeBounds: false, callback: tickText },
        },
        y: {
          beginAtZero: true,
          max: yMax,
          suggestedMax: yAtLeast,
          ...title("posterior density"),
          ticks: { maxTicksLimit: 6, includeBounds: false, callback: tickText },
        },
      },
    },
    plugins: [peakLabels],
  };
}

/** Replaces the labels of Chart.js, which rounds 0.25 to 0.3. */
export function tickText(_: string | number, index: number, ticks: Tick[]): string {
  return formatTicks(ticks.map(({ value }) => value))[index];
}

/** The legend has the curves with their dashes, but not the lines of the means. */
function legendOf({ data }: Chart, { text }: ChartTheme): LegendItem[] {
  return data.datasets.flatMap((dataset, datasetIndex) => {
    const { label, borderColor, borderDash, peakLabel } = dataset as PeakLabelledLine;
    if (peakLabel === undefined) return [];
    const line = { strokeStyle: borderColor as string, lineDash: borderDash as number[], lineWidth: 2.5 };
    return [{ text: label!, fontColor: text, pointStyle: "line", datasetIndex, ...line }];
  });
}

function datasetsOf({ arm, belief, points, mean }: NamedDensity, index: number, theme: ChartTheme) {
  const colour = seriesColour(index, theme);
  const shared = { borderColor: colour, backgroundColor: colour, pointRadius: 0 };
  const curve: PeakLabelledLine = {
    ...shared,
    label: `${arm}: ${belief}`,
    data: points,
    borderWidth: 2.5,
    borderDash: seriesStyle(index).dash,
    fill: "origin",
    backgroundColor: withAlpha(colour, 0.07),
    peakLabel: arm,
  };
  if (!mean) return [curve];
  const line = {
    ...shared,
    label: `mean of ${arm}`,
    data: [{ x: mean.x, y: 0 }, mean],
    borderWidth: 1.5,
    borderDash: [3, 3],
    pointRadius: [0, 4],
  };
  return [curve, line];
}
