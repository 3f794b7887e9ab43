import type { Chart, ChartConfiguration, LegendItem, Point, Tick } from "chart.js";
import { formatTicks } from "./number-format.ts";
import { peakLabels, type PeakLabelledLine } from "./peak-labels.ts";
import { seriesColour, seriesStyle } from "./series-style.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

/** The density of an arm's belief. */
export interface NamedDensity {
  arm: string;
  /** Its distribution, such as "Beta(1, 2)". */
  belief: string;
  points: Point[];
  /** The mean with the density there; without where there is none. */
  mean?: { x: number; y: number };
}

interface DensityChart {
  densities: readonly NamedDensity[];
  x: { title: string; min: number; max: number; stepSize?: number };
  /** Where the chart ends, for densities that are infinite or far higher than others. */
  yMax?: number;
  /** As much of the axis as there is at least. */
  yAtLeast?: number;
  theme: ChartTheme;
}

/** More arms than this would fill the chart's foot with their names: whoever has more shows a legend of its own. */
export const LEGEND_UP_TO = 6;

/** The density of every arm, its mean marked by a vertical line up to the curve. */
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
      layout: { padding: { top: 16 } },
      plugins: {
        legend: {
          display: densities.length <= LEGEND_UP_TO,
          position: "bottom",
          labels: { usePointStyle: true, pointStyleWidth: 30, generateLabels: (chart) => legendOf(chart, theme) },
        },
        tooltip: { enabled: false },
      },
      // The chart may end between two ticks, at a number of many digits: there is no tick there.
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

/** Chart.js itself rounds what stands between its own round steps: 0.25 becomes 0.3. */
function tickText(_: string | number, index: number, ticks: Tick[]): string {
  return formatTicks(ticks.map(({ value }) => value))[index];
}

/** The curves as they are drawn, dashes included; the lines of their means are left out. */
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
