import type { ChartConfiguration, ChartOptions, Point, ScriptableChartContext } from "chart.js";
import { type BandedLine, bands } from "./bands.ts";
import { emphasis, type PolicyLine } from "./emphasis.ts";
import { nearestCheckpoint } from "./checkpoint-places.ts";
import { endLabels, type LabelledLine } from "./end-labels.ts";
import { type ExactLine, exactLines } from "./exact-lines.ts";
import { lineMarkers, type MarkedLine } from "./line-markers.ts";
import { formatTick } from "../text/number-format.ts";
import { lineAt } from "./line-at.ts";
import { plotArea } from "./plot-area.ts";
import { seriesColour, seriesStyle } from "./series-style.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

/** A line over the checkpoints, with an optional band. */
export interface Series {
  label: string;
  /** Index of the policy, which decides the style. */
  policy: number;
  values: readonly (number | null)[];
  /** The pulls of its values, where they are not those of the chart. */
  checkpoints?: readonly number[];
  band?: Band;
  /** The exact curve that the values estimate, at the first checkpoints. */
  exact?: readonly number[];
}
export interface Band {
  lower: readonly (number | null)[];
  upper: readonly (number | null)[];
}

export interface Axes {
  xTitle: string;
  /** One or several lines. */
  yTitle: string | string[];
  logX: boolean;
  logY?: boolean;
  yMin?: number;
  yMax?: number;
  yTick?: (value: number) => string;
}

export interface Reference {
  label: string;
  values: readonly number[];
}

export interface SeriesChart {
  checkpoints: readonly number[];
  series: readonly Series[];
  /** Lines without a policy, such as bounds. */
  references: readonly Reference[];
  axes: Axes;
  theme: ChartTheme;
  /** Names at the ends of lines, if the chart is wide enough. */
  labelled: boolean;
  /** Called with the index of the checkpoint nearest to the pointer. */
  onCursor?: (index: number) => void;
  /** Called with the policy whose line is under the pointer, or null. */
  onLine?: (policy: number | null) => void;
}

/** Narrower charts have names only in the legend. */
const LABELS_FROM_WIDTH = 600;
const MARKERS_PER_LINE = 7;
const BAND_OPACITY = 0.16;
const NO_POINTS = { pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0 };

/** Lines over the checkpoints on linear or logarithmic axes. Bands are drawn below all lines. */
export function seriesChart(chart: SeriesChart): ChartConfiguration<"line", Point[]> {
  const { checkpoints, series, references, axes, theme } = chart;
  const floor = axes.logY ? lowestPositive(series) : undefined;
  const points: ToPoints = (values, at = checkpoints) => pointsOf(at, values, floor, NaN);
  const edges: ToPoints = (values, at = checkpoints) => pointsOf(at, values, floor, lowerDecade(floor));
  const datasets = [
    ...references.map((reference) => referenceDataset(reference, theme, points, chart.labelled)),
    ...series.map((line) => lineDataset(line, theme, { points, edges }, chart)),
  ];
  return {
    type: "line",
    data: { datasets },
    options: options(chart, floor),
    plugins: [emphasis, bands, lineMarkers, exactLines, endLabels, plotArea],
  };
}

type ToPoints = (values: readonly (number | null)[], checkpoints?: readonly number[]) => Point[];

/** On a logarithmic axis, values that are not positive cut a band and leave a gap in a line. */
function pointsOf(
  checkpoints: readonly number[],
  values: readonly (number | null)[],
  floor: number | undefined,
  below: number,
): Point[] {
  return checkpoints.map((x, index) => {
    const value = values[index] ?? NaN;
    return { x, y: floor !== undefined && value <= 0 ? below : value };
  });
}

function lowestPositive(series: readonly Series[]): number {
  const positive = series.flatMap(({ values }) =>
    values.filter((value): value is number => value !== null && value > 0),
  );
  return positive.reduce((lowest, value) => Math.min(lowest, value), Infinity);
}

function lineDataset(
  { label, policy, values, checkpoints: own, band, exact }: Series,
  theme: ChartTheme,
  { points, edges }: Record<"points" | "edges", ToPoints>,
  { checkpoints, labelled }: SeriesChart,
): LabelledLine & MarkedLine & BandedLine & ExactLine & PolicyLine {
  const { dash, marker } = seriesStyle(policy);
  return {
    label,
    policy,
    data: points(values, own),
    band: band && {
      lower: edges(band.lower, own),
      upper: edges(band.upper, own),
      colour: withAlpha(seriesColour(policy, theme), BAND_OPACITY),
    },
    exact: exact && points(exact, own).slice(0, exact.length),
    borderColor: seriesColour(policy, theme),
    borderWidth: 2,
    borderDash: dash,
    fill: false,
    ...NO_POINTS,
    marker,
    markedAt: markedIndices(policy, (own ?? checkpoints).length),
    endLabel: labelled ? label : undefined,
  };
}

/** Markers are few and staggered, so that overlapping lines both show. */
function markedIndices(policy: number, count: number): number[] {
  const every = Math.max(1, Math.floor(count / MARKERS_PER_LINE));
  const first = (Math.floor(every / 2) + policy * 2) % every;
  return Array.from({ length: Math.ceil((count - first) / every) }, (_, marker) => first + marker * every);
}

function referenceDataset(
  { label, values }: Reference,
  { muted }: ChartTheme,
  points: ToPoints,
  labelled: boolean,
): LabelledLine {
  return {
    label,
    data: points(values),
    borderColor: muted,
    borderWidth: 1.5,
    borderDash: [1, 3],
    ...NO_POINTS,
    fill: false,
    endLabel: labelled ? label : undefined,
  };
}

function options(chart: SeriesChart, floor: number | undefined): ChartOptions<"line"> {
  const { checkpoints, axes, theme, onCursor, onLine } = chart;
  const title = (text: string | string[]) => ({ display: true, text, color: theme.muted });
  const ticks = { color: theme.muted, maxRotation: 0 };
  const grid = { color: theme.grid, tickColor: theme.grid };
  return {
    parsing: false,
    animation: false,
    normalized: true,
    color: theme.text,
    backgroundColor: theme.background,
    layout: { padding: (context: ScriptableChartContext) => padding(context.chart.width, chart) },
    scales: {
      x: {
        type: axes.logX ? "logarithmic" : "linear",
        min: axes.logX ? checkpoints[0] : 0,
        max: checkpoints.at(-1),
        title: title(axes.xTitle),
        grid,
        ticks: { ...ticks, callback: axes.logX ? decades : wholes },
      },
      y: {
        type: axes.logY ? "logarithmic" : "linear",
        min: axes.logY ? lowerDecade(floor) : axes.yMin,
        max: axes.yMax,
        ...rangeOfBands(chart.series),
        title: title(axes.yTitle),
        grid,
        ticks: { ...ticks, callback: axes.logY ? decades : (value) => (axes.yTick ?? formatTick)(Number(value)) },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: { enabled: false },
    },
    onHover: (event, _, hovered) => {
      const x = event.x === null ? undefined : hovered.scales.x.getValueForPixel(event.x);
      if (x !== undefined) onCursor?.(nearestCheckpoint(checkpoints, x, axes.logX));
      if (event.x !== null && event.y !== null) onLine?.(lineAt(hovered, { x: event.x, y: event.y }));
    },
  };
}

/** Room for bands and exact curves, which Chart.js does not know. */
function rangeOfBands(series: readonly Series[]) {
  const edges = series.flatMap(({ band, exact = [] }) => [...(band ? [...band.lower, ...band.upper] : []), ...exact]);
  const [lowest, highest] = edges.reduce<[number, number]>(
    ([low, high], edge) => (edge === null ? [low, high] : [Math.min(low, edge), Math.max(high, edge)]),
    [Infinity, -Infinity],
  );
  return highest > -Infinity ? { suggestedMin: lowest, suggestedMax: highest } : {};
}

function padding(width: number, { labelled, series, references }: SeriesChart) {
  const labels = [...series, ...references].map(({ label }) => label);
  const longest = labels.reduce((length, label) => Math.max(length, label.length), 0);
  const room = Math.min(190, 30 + longest * 6.6);
  return { top: 8, right: labelled && width >= LABELS_FROM_WIDTH ? room : 10 };
}

/** Labels whole numbers of pulls only. */
function wholes(value: string | number): string | null {
  return Number.isInteger(Number(value)) ? formatTick(Number(value)) : null;
}

/** Labels powers of ten and, on short axes, 2 and 5 times those. */
function decades(this: { min: number; max: number }, value: string | number): string | null {
  const number = Number(value);
  const digit = number / 10 ** Math.floor(Math.log10(number) + 1e-9);
  const wide = Math.log10(this.max / this.min) > 2;
  const near = (wanted: number) => Math.abs(digit - wanted) < 1e-6;
  return near(1) || (!wide && (near(2) || near(5))) ? formatTick(number) : null;
}

/** The power of ten at or below a value. */
function lowerDecade(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? 10 ** Math.floor(Math.log10(value)) : 1;
}
