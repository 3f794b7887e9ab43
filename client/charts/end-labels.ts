import type { Chart, ChartDataset, Plugin, Point } from "chart.js";
import { opacityOf } from "./emphasis.ts";

/** A line with a label at its right end. */
export type LabelledLine = ChartDataset<"line", Point[]> & { endLabel?: string; borderColor?: string };

export const LABEL_HEIGHT = 15;
const GAP = 22;

/** Writes the name of every line beside its end. Names of lines that end close together are moved apart. */
export const endLabels: Plugin<"line"> = {
  id: "endLabels",
  afterDatasetsDraw(chart) {
    const room = chart.width - chart.chartArea.right;
    const ends = endsOf(chart);
    if (room < 60 || ends.length === 0) return;
    const { top, bottom, right } = chart.chartArea;
    const places = spread(
      ends.map(({ y }) => y),
      LABEL_HEIGHT,
      top,
      bottom,
    );
    const { ctx } = chart;
    ctx.save();
    ctx.font = `12px ${fontFamily(chart)}`;
    ctx.textBaseline = "middle";
    ends.forEach(({ y, text, colour, opacity }, index) => {
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      ctx.moveTo(right + 3, y);
      ctx.lineTo(right + GAP - 8, places[index]);
      ctx.lineTo(right + GAP - 4, places[index]);
      ctx.stroke();
      ctx.fillStyle = chart.options.color as string;
      ctx.fillText(fitted(ctx, text, room - GAP - 2), right + GAP, places[index]);
    });
    ctx.restore();
  },
};

function fontFamily(chart: Chart): string {
  const { font } = chart.options;
  return (typeof font === "object" && "family" in font && font.family) || "sans-serif";
}

interface End {
  y: number;
  text: string;
  colour: string;
  opacity: number;
}

function endsOf(chart: Chart): End[] {
  return chart.data.datasets.flatMap((dataset) => {
    const { endLabel, data, borderColor } = dataset as LabelledLine;
    const last = data.at(-1);
    if (endLabel === undefined || !last || !Number.isFinite(last.y)) return [];
    const y = Math.min(chart.chartArea.bottom, Math.max(chart.chartArea.top, chart.scales.y.getPixelForValue(last.y!)));
    return [{ y, text: endLabel, colour: borderColor ?? "currentcolor", opacity: opacityOf(chart, dataset) }];
  });
}

function fitted(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  let short = text;
  while (short.length > 1 && ctx.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

/**
 * Moves positions at least `distance` apart with the least squared movement (pool adjacent violators), within the bounds
 * if there is room. The order stays.
 */
export function spread(positions: readonly number[], distance: number, from: number, to: number): number[] {
  const order = positions.map((_, index) => index).toSorted((a, b) => positions[a] - positions[b]);
  // Minus rank·distance, the positions must not fall; pooled means are the nearest such sequence.
  const pools: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    pools.push({ sum: positions[index] - rank * distance, size: 1 });
    while (pools.length > 1 && mean(pools.at(-2)!) > mean(pools.at(-1)!)) {
      const { sum, size } = pools.pop()!;
      const last = pools.at(-1)!;
      last.sum += sum;
      last.size += size;
    }
  });
  const highest = Math.max(from, to - (positions.length - 1) * distance);
  const moved = pools.flatMap((pool) => Array<number>(pool.size).fill(Math.min(highest, Math.max(from, mean(pool)))));
  const placed = Array<number>(positions.length);
  order.forEach((index, rank) => {
    placed[index] = moved[rank] + rank * distance;
  });
  return placed;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}
