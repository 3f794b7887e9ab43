import type { ChartDataset, Plugin, Point } from "chart.js";

/** A line with the exact curve that it estimates, or a beginning of it. */
export type ExactLine = ChartDataset<"line", Point[]> & { exact?: Point[] };

const SPACING = 11;
const DOT = 4.5;
const CORE = 2.5;

/**
 * Draws the exact curves on top of all lines, as dots of the line's colour that are outlined in the colour of text: the
 * line that estimates a curve, mostly below it, stays in sight between the dots.
 */
export const exactLines: Plugin<"line"> = {
  id: "exactLines",
  afterDatasetsDraw({ ctx, data, options, scales: { x, y }, chartArea }) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left - DOT, chartArea.top, chartArea.width + 2 * DOT, chartArea.height + DOT);
    ctx.clip();
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.setLineDash([0, SPACING]);
    for (const { exact, borderColor } of data.datasets as ExactLine[]) {
      const seen = exact?.filter((point) => Number.isFinite(point.y)) ?? [];
      ctx.beginPath();
      for (const point of seen) ctx.lineTo(x.getPixelForValue(point.x!), y.getPixelForValue(point.y!));
      for (const [colour, width] of [
        [options.color, DOT],
        [borderColor, CORE],
      ] as const) {
        ctx.strokeStyle = colour as string;
        ctx.lineWidth = width;
        ctx.stroke();
      }
    }
    ctx.restore();
  },
};
