import type { ChartDataset, Plugin, Point } from "chart.js";

/** A line with bars of ± an error at its points, and a ring around one of them. */
export type BarredLine = ChartDataset<"line", Point[]> & {
  errors?: readonly (number | null)[];
  ringAt?: number;
  borderColor?: string;
};

const CAP = 4;
const RING = 9;

/** Draws the error bars and rings of lines, below their markers. */
export const errorBars: Plugin<"line"> = {
  id: "errorBars",
  afterDatasetsDraw({ ctx, data, scales: { x, y }, options }) {
    ctx.save();
    ctx.setLineDash([]);
    for (const { errors = [], ringAt, borderColor, data: points } of data.datasets as BarredLine[]) {
      ctx.strokeStyle = borderColor ?? "currentcolor";
      ctx.lineWidth = 1.5;
      points.forEach((point, index) => {
        const error = errors[index];
        if (error === null || error === undefined || point.x === null || point.y === null) return;
        const at = x.getPixelForValue(point.x);
        const [low, high] = [y.getPixelForValue(point.y - error), y.getPixelForValue(point.y + error)];
        ctx.beginPath();
        ctx.moveTo(at, low);
        ctx.lineTo(at, high);
        for (const end of [low, high]) {
          ctx.moveTo(at - CAP, end);
          ctx.lineTo(at + CAP, end);
        }
        ctx.stroke();
      });
      const best = ringAt === undefined ? undefined : points[ringAt];
      if (!best) continue;
      ctx.strokeStyle = options.color as string;
      ctx.beginPath();
      ctx.arc(x.getPixelForValue(best.x!), y.getPixelForValue(best.y!), RING, 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.restore();
  },
};
