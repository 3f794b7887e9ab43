import type { ChartConfiguration, Point } from "chart.js";
import { formatTick } from "../text/number-format.ts";
import { type BarredLine, errorBars } from "./error-bars.ts";
import { lineMarkers, type MarkedLine } from "./line-markers.ts";
import { plotArea } from "./plot-area.ts";
import { nearestCheckpoint } from "./checkpoint-places.ts";
import { seriesColour, seriesStyle } from "./series-style.ts";
import type { ChartTheme } from "./theme.ts";

/** A policy's estimates against a number. */
export interface EstimatedLine {
  label: string;
  /** Index of the policy, which decides the style. */
  policy: number;
  points: readonly { value: number; mean: number; standardError: number | null }[];
  /** The index of the point with a ring. */
  best?: number;
}

interface SweepChart {
  lines: readonly EstimatedLine[];
  /** All values of the number, ascending, also those without a result yet. */
  values: readonly number[];
  isLog: boolean;
  xTitle: string;
  yTitle: string;
  theme: ChartTheme;
  /** Called with the index of the value nearest to the pointer. */
  onCursor?: (index: number) => void;
}

/** The free part of the axis beyond the outer values, as a share of their distance. */
const MARGIN = 0.04;
const NO_POINTS = { pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0 };

/** Estimates with their standard errors against the values of a number, one line per policy. */
export function sweepChart(chart: SweepChart): ChartConfiguration<"line", Point[]> {
  const { lines, values, isLog, xTitle, yTitle, theme, onCursor } = chart;
  const [min, max] = axisRange(values, isLog);
  const ends = lines.flatMap(({ points }) =>
    points.flatMap(({ mean, standardError }) => [mean - (standardError ?? 0), mean + (standardError ?? 0)]),
  );
  const [lowest, highest] = [Math.min(...ends), Math.max(...ends)];
  const title = (text: string) => ({ display: true, text, color: theme.muted });
  const axis = { grid: { color: theme.grid, tickColor: theme.grid } };
  const tick = (value: string | number) => formatTick(Number(value));
  return {
    type: "line",
    data: { datasets: lines.map((line) => datasetOf(line, theme)) },
    options: {
      parsing: false,
      animation: false,
      normalized: true,
      color: theme.text,
      backgroundColor: theme.background,
      layout: { padding: { top: 12, right: 12 } },
      scales: {
        x: {
          ...axis,
          type: isLog ? "logarithmic" : "linear",
          min,
          max,
          title: title(xTitle),
          afterBuildTicks: (scale) => {
            scale.ticks = values.map((value) => ({ value }));
          },
          ticks: { color: theme.muted, maxRotation: 0, callback: tick },
        },
        y: {
          ...axis,
          type: "linear",
          min: lowest >= 0 && lowest <= highest / 2 ? 0 : undefined,
          ...(highest >= lowest && { suggestedMin: lowest, suggestedMax: highest }),
          title: title(yTitle),
          ticks: { color: theme.muted, callback: tick },
        },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      onHover: (event, _, { scales }) => {
        const x = event.x === null ? undefined : scales.x.getValueForPixel(event.x);
        if (x !== undefined) onCursor?.(nearestCheckpoint(values, x, isLog));
      },
    },
    plugins: [errorBars, lineMarkers, plotArea],
  };
}

function datasetOf({ label, policy, points, best }: EstimatedLine, theme: ChartTheme): MarkedLine & BarredLine {
  const { dash, marker } = seriesStyle(policy);
  return {
    label,
    data: points.map(({ value, mean }) => ({ x: value, y: mean })),
    errors: points.map(({ standardError }) => standardError),
    ringAt: best,
    borderColor: seriesColour(policy, theme),
    borderWidth: 2,
    borderDash: dash,
    fill: false,
    ...NO_POINTS,
    marker,
    markedAt: [...points.keys()],
  };
}

/** The ends of the axis: a little beyond the outer values. */
function axisRange(values: readonly number[], isLog: boolean): [number, number] {
  const [first, last] = [values[0], values.at(-1)!];
  if (isLog) {
    const factor = (last / first) ** MARGIN;
    return [first / factor, last * factor];
  }
  const margin = MARGIN * (last - first);
  return [first - margin, last + margin];
}

/** The position of a value along the x axis, from 0 to 1. */
export function valueFraction(values: readonly number[], index: number, isLog: boolean): number {
  const place = isLog ? Math.log : (value: number) => value;
  const [min, max] = axisRange(values, isLog).map(place);
  return (place(values[index]) - min) / (max - min);
}
