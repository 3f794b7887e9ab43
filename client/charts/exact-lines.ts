import type { ChartDataset, Plugin, Point } from "chart.js";
import { opacityOf } from "./emphasis.ts";

/** A line with the first part, or all, of the exact curve that it estimates. */
export type ExactLine = ChartDataset<"line", Point[]> & { exact?: Point[] };

/** Narrower charts have smaller, sparser dots. */
const WIDE = 480;
const DOT = 4;
const SMALL_DOT = 2.8;
/** The gap in the line on either side of a dot. */
const GAP = 1.25;

/**
 * Draws the exact curves above all lines, as dots of the line's colour in small gaps, so that the line remains visible
 * between the dots. Dots of several curves are staggered, and sparser for more curves, so that close curves do not hide
 * each other.
 */
export const exactLines: Plugin<"line"> = {
  id: "exactLines",
  afterDatasetsDraw(chart) {
    const {
      ctx,
      data,
      options,
      scales: { x, y },
      chartArea,
    } = chart;
    const lines = (data.datasets as ExactLine[]).filter(({ exact }) => exact);
    const dot = chartArea.width < WIDE ? SMALL_DOT : DOT;
    const spacing = (chartArea.width < WIDE ? 12 : 9) + 2 * lines.length;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left - dot, chartArea.top, chartArea.width + 2 * dot, chartArea.height + dot);
    ctx.clip();
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.setLineDash([0, spacing]);
    for (const [index, line] of lines.entries()) {
      const { exact, borderColor } = line;
      ctx.globalAlpha = opacityOf(chart, line);
      const seen = exact!.filter((point) => Number.isFinite(point.y));
      ctx.lineDashOffset = (-spacing * index) / lines.length;
      ctx.beginPath();
      for (const point of seen) ctx.lineTo(x.getPixelForValue(point.x!), y.getPixelForValue(point.y!));
      for (const [colour, width] of [
        [options.backgroundColor, dot + 2 * GAP],
        [borderColor, dot],
      ] as const) {
        ctx.strokeStyle = colour as string;
        ctx.lineWidth = width;
        ctx.stroke();
      }
    }
    ctx.restore();
  },
};
