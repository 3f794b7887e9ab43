import type { ChartDataset } from "chart.js";
import type { BandedLine } from "../bands.ts";
import type { ExactLine } from "../exact-lines.ts";
import type { MarkedLine } from "../line-markers.ts";
import type { Marker } from "../series-style.ts";
import { type ChartTheme, withAlpha } from "../theme.ts";
import type { Figure } from "./figure.ts";

/** A name with a sample of what it names. */
export interface LegendEntry {
  text: string;
  line?: { colour: string; width: number; dash: number[] };
  marker?: Marker;
  /** The colour of a filled area. */
  area?: string;
  /** The colour of dots on the line. */
  dots?: string;
}

type AnyLine = MarkedLine & BandedLine & ExactLine;

/** The names in the legend of a figure: its datasets in their order, those without a marker, such as bounds, last. */
export function namesOf(datasets: readonly ChartDataset[], { inLegend = () => true }: Figure): LegendEntry[] {
  const entries = datasets.filter((dataset) => dataset.data.length > 0 && inLegend(dataset)).map(entryOf);
  return entries.toSorted((a, b) => Number(!a.marker) - Number(!b.marker));
}

/** What its bands and dots are. */
export function explanationsOf(datasets: readonly ChartDataset[], figure: Figure, theme: ChartTheme): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const lines = datasets as AnyLine[];
  const sample = { colour: theme.muted, width: 2, dash: [] };
  if (figure.band && lines.some(({ band }) => band)) {
    entries.push({ text: `Band: ${figure.band}`, line: sample, area: withAlpha(theme.muted, 0.25) });
  }
  if (figure.dots && lines.some(({ exact }) => exact)) {
    entries.push({ text: figure.dots, line: sample, dots: theme.muted });
  }
  return entries;
}

function entryOf(dataset: ChartDataset): LegendEntry {
  const {
    label: text = "",
    backgroundColor,
    borderColor,
    borderWidth,
    borderDash = [],
    fill,
    marker,
  } = dataset as AnyLine;
  // Bars have no outline.
  if (borderColor === undefined) return { text, area: backgroundColor as string };
  const line = { colour: borderColor as string, width: borderWidth as number, dash: borderDash as number[] };
  return { text, line, marker, area: fill ? (backgroundColor as string) : undefined };
}
