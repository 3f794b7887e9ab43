import type { ChartType, Plugin } from "chart.js";

/** Where the chart cursor stands, in units of the x axis; null where there is none. */
export interface CrosshairOptions {
  x: number | null;
  colour: string;
}

declare module "chart.js" {
  // oxlint-disable-next-line no-unused-vars -- the parameter belongs to the interface that is widened here
  interface PluginOptionsByType<TType extends ChartType> {
    crosshair?: CrosshairOptions;
  }
}

/** A vertical line at the chart cursor. */
export const crosshair: Plugin<"line", CrosshairOptions> = {
  id: "crosshair",
  beforeDatasetsDraw({ ctx, chartArea: { top, bottom }, scales }, _, { x, colour }) {
    if (x === null || x === undefined) return;
    const at = scales.x.getPixelForValue(x);
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, bottom);
    ctx.stroke();
    ctx.restore();
  },
};
