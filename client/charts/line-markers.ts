import type { ChartDataset, Plugin, Point } from "chart.js";
import { drawPoint } from "chart.js/helpers";
import { opacityOf } from "./emphasis.ts";
import type { Marker } from "./series-style.ts";

/** A line with markers at some points. */
export type MarkedLine = ChartDataset<"line", Point[]> & { marker?: Marker; markedAt?: readonly number[] };

/**
 * Draws the markers of lines. As points of Chart.js they would take ten times as long as everything else, because it
 * resolves the options of every point separately.
 */
export const lineMarkers: Plugin<"line"> = {
  id: "lineMarkers",
  afterDatasetsDraw(chart) {
    const { ctx, data, scales, options } = chart;
    ctx.save();
    for (const dataset of data.datasets as MarkedLine[]) {
      const { marker, markedAt = [], data: points, borderColor } = dataset;
      if (!marker) continue;
      ctx.globalAlpha = opacityOf(chart, dataset);
      const isOpen = marker === "cross" || marker === "crossRot" || marker === "star";
      ctx.fillStyle = borderColor as string;
      ctx.strokeStyle = (isOpen ? borderColor : options.backgroundColor) as string;
      for (const index of markedAt) {
        const { x, y } = points[index];
        if (x === null || y === null || !Number.isFinite(y)) continue;
        const look = { pointStyle: marker, radius: 4, borderWidth: isOpen ? 1.75 : 1, rotation: 0 };
        ctx.lineWidth = look.borderWidth;
        drawPoint(ctx, look, scales.x.getPixelForValue(x), scales.y.getPixelForValue(y));
      }
    }
    ctx.restore();
  },
};
