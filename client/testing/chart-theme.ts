import type { ChartTheme } from "../charts/theme.ts";

/** Colours that a test recognises in a chart. */
export const chartTheme: ChartTheme = {
  background: "rgb(255, 255, 255)",
  text: "rgb(0, 0, 0)",
  muted: "rgb(90, 90, 90)",
  grid: "rgb(200, 200, 200)",
  danger: "rgb(200, 0, 0)",
  series: Array.from({ length: 7 }, (_, index) => `rgb(${index}, 0, 0)`),
};
