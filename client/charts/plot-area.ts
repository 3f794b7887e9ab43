import type { Plugin } from "chart.js";

/** Sets the position of the axes as CSS variables on the box around the canvas, for elements over the chart. */
export const plotArea: Plugin<"line"> = {
  id: "plotArea",
  afterLayout({ canvas, chartArea }) {
    const { style } = canvas.parentElement!;
    for (const side of ["left", "top", "right", "bottom"] as const) {
      style.setProperty(`--plot-${side}`, `${chartArea[side]}px`);
    }
  },
};
