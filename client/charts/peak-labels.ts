import type { Chart, ChartDataset, Plugin, Point } from "chart.js";

/** A curve with its name above its highest point. */
export type PeakLabelledLine = ChartDataset<"line", Point[]> & { peakLabel?: string };

const LEAST_FONT = 12;
const GAP = 5;

interface Box {
  left: number;
  right: number;
  top: number;
}

/** How many of its heights a name may move down and still belong visibly to its curve. */
const LOWEST = 3;

/**
 * Writes the name of every curve above its peak, lower if another name is there already. A name without room near its
 * curve is only in the legend.
 */
export const peakLabels: Plugin<"line"> = {
  id: "peakLabels",
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    const taken: Box[] = [];
    ctx.save();
    const size = fontSize(chart);
    const lineHeight = size + 2;
    ctx.font = `${fontWeight(chart)} ${size}px ${fontFamily(chart)}`;
    ctx.textBaseline = "top";
    for (const dataset of chart.data.datasets as PeakLabelledLine[]) {
      const { peakLabel, data } = dataset;
      const peak = peakLabel && highest(data);
      if (!peak) continue;
      const width = ctx.measureText(peakLabel).width;
      const middle = chart.scales.x.getPixelForValue(peak.x!);
      const left = Math.min(chartArea.right - width - 2, Math.max(chartArea.left + 2, middle - width / 2));
      const above = chart.scales.y.getPixelForValue(peak.y!) - lineHeight - GAP;
      const top = Math.max(chartArea.top - lineHeight, above);
      const box = { left, right: left + width, top };
      const lowest = Math.min(top + LOWEST * lineHeight, chartArea.bottom - 2 * lineHeight);
      while (taken.some((other) => overlap(box, other, lineHeight)) && box.top < lowest) box.top += 1;
      if (taken.some((other) => overlap(box, other, lineHeight))) continue;
      taken.push(box);
      ctx.lineWidth = 3;
      ctx.lineJoin = "round";
      ctx.strokeStyle = chart.options.backgroundColor as string;
      ctx.strokeText(peakLabel, box.left, box.top);
      ctx.fillStyle = chart.options.color as string;
      ctx.fillText(peakLabel, box.left, box.top);
    }
    ctx.restore();
  },
};

/** The room that names need above the plot, in pixels. */
export function roomAbove(chart: Chart): number {
  return fontSize(chart) + 4;
}

function highest(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>((best, point) => (best && best.y! >= point.y! ? best : point), undefined);
}

function overlap(a: Box, b: Box, lineHeight: number): boolean {
  return a.left < b.right + GAP && b.left < a.right + GAP && Math.abs(a.top - b.top) < lineHeight;
}

/** As the chart's text, which is larger with the page's. */
function fontSize(chart: Chart): number {
  const { font } = chart.options;
  return Math.max(
    LEAST_FONT,
    typeof font === "object" && "size" in font && typeof font.size === "number" ? font.size : 0,
  );
}

function fontFamily(chart: Chart): string {
  const { font } = chart.options;
  return (typeof font === "object" && "family" in font && font.family) || "sans-serif";
}

/** Figures for print have no bold font. */
function fontWeight(chart: Chart): string | number {
  const { font } = chart.options;
  return (typeof font === "object" && "weight" in font && font.weight) || 600;
}
