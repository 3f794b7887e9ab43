import type { ChartTheme } from "./theme.ts";

export type Marker = "circle" | "rect" | "triangle" | "rectRot" | "cross" | "star" | "crossRot" | "rectRounded";

/** How a policy is told from others without its name: by colour, dash and marker, so that no one of them is needed. */
export interface SeriesStyle {
  /** Index of its colour in the theme. */
  colour: number;
  dash: number[];
  marker: Marker;
}

const COLOURS = 7;
const DASHES = [[], [7, 4], [2, 3], [11, 4, 2, 4], [4, 2]];
const MARKERS: Marker[] = ["circle", "rect", "triangle", "rectRot", "cross", "star", "crossRot", "rectRounded"];

/** The style of the policy at an index. Seven colours and five dashes give 35 policies looks of their own. */
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
