import type { ChartConfiguration, ChartDataset } from "chart.js";
import type { ChartTheme } from "../theme.ts";

/** A configuration of any type of chart. */
// oxlint-disable-next-line typescript/no-explicit-any -- configurations of different types share no other type
export type AnyChart = ChartConfiguration<any, any, any>;

/** A chart of the dashboard as it goes to paper. */
export interface Figure {
  /** What the name of its file says: "regret". */
  name: string;
  /** What it shows, for the metadata of its file. */
  title: string;
  chart: (theme: ChartTheme) => AnyChart;
  /** Titles of axes with their units, where those of the page differ. */
  xTitle?: string;
  yTitle?: string;
  /** Whether a dataset is in the legend; without it, all are. */
  inLegend?: (dataset: ChartDataset) => boolean;
  /** What the bands of its lines are. */
  band?: string;
  /** What the dots on its lines are. */
  dots?: string;
  /** Sentences below the legend. */
  notes: readonly string[];
  /** The least height of its plot in CSS pixels. */
  plotHeight?: number;
  source: FigureSource;
}

/** Where the numbers of a figure come from. */
export interface FigureSource {
  /** The page that shows them. */
  address: string;
  /** The experiment, if they are of one: the SHA-256 of its specification, and the engine that ran it. */
  experiment?: { specHash: string; engineVersion: string };
}

export const FORMATS = ["SVG", "PDF", "PNG"] as const;
export type Format = (typeof FORMATS)[number];

/** Widths of one column and of two, in inches. */
export const WIDTHS = [3.3, 6.9] as const;

export interface FigureLook {
  inches: (typeof WIDTHS)[number];
  scheme: "light" | "dark";
}

/** A figure that was laid out: it draws itself as often as asked. */
export interface LaidOut {
  /** The size in CSS pixels. */
  width: number;
  height: number;
  inches: number;
  /**
   * Draws on a context, which must be read before the chart is destroyed, because that clears it.
   *
   * @param ratio pixels of the context per CSS pixel
   */
  draw: (context: CanvasRenderingContext2D, ratio: number) => { destroy: () => void };
}

/** What went wrong, in words for the reader. */
export class FigureError extends Error {
  override readonly name = "FigureError";
}
