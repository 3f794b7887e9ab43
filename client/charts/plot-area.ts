import type { Plugin } from "chart.js";

/** Tells the box around the canvas where the axes are, so that what lies over the chart can be placed by style alone. */
export const plotArea: Plugin<"line"> = {
  id: "plotArea",
  afterLayout({ canvas, chartArea }) {
    const { style } = canvas.parentElement!;
    for (const side of ["left", "top", "right", "bottom"] as const) {
      style.setProperty(`--plot-${side}`, `${chartArea[side]}px`);
    }
  },
};
