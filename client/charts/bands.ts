import type { ChartDataset, Plugin, Point } from "chart.js";
import { opacityOf } from "./emphasis.ts";

/** A line with a band, given by its two edges. */
export type BandedLine = ChartDataset<"line", Point[]> & { band?: { lower: Point[]; upper: Point[]; colour: string } };

/**
 * Fills the bands of lines, below all lines. Filling between two extra lines per band, as Chart.js offers, takes three
 * times as long for every update; live charts have up to sixteen bands.
 */
export const bands: Plugin<"line"> = {
  id: "bands",
  beforeDatasetsDraw(chart) {
    const {
      ctx,
      data,
      scales: { x, y },
      chartArea,
    } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    for (const line of data.datasets as BandedLine[]) {
      const { band } = line;
      if (!band) continue;
      ctx.globalAlpha = opacityOf(chart, line);
      const outline = [...band.upper, ...band.lower.toReversed()].filter((point) => Number.isFinite(point.y));
      ctx.beginPath();
      for (const point of outline) ctx.lineTo(x.getPixelForValue(point.x!), y.getPixelForValue(point.y!));
      ctx.fillStyle = band.colour;
      ctx.fill();
    }
    ctx.restore();
  },
};
