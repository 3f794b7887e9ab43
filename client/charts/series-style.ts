import type { ChartTheme } from "./theme.ts";

export type Marker = "circle" | "rect" | "triangle" | "rectRot" | "cross" | "star" | "crossRot" | "rectRounded";

/** The look of a policy: colour, dash and marker each distinguish it. */
export interface SeriesStyle {
  /** Index of its colour in the theme. */
  colour: number;
  dash: number[];
  marker: Marker;
}

const COLOURS = 7;
const DASHES = [[], [7, 4], [2, 3], [11, 4, 2, 4], [4, 2]];
const MARKERS: Marker[] = ["circle", "rect", "triangle", "rectRot", "cross", "star", "crossRot", "rectRounded"];

/** The style of the policy at an index. Seven colours and five dashes give 35 distinct styles. */
export function seriesStyle(index: number): SeriesStyle {
  return {
    colour: index % COLOURS,
    dash: DASHES[index % DASHES.length],
    marker: MARKERS[index % MARKERS.length],
  };
}

export function seriesColour(index: number, { series }: ChartTheme): string {
  return series[seriesStyle(index).colour];
}
