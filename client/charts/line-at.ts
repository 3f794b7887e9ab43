import type { Chart, Point } from "chart.js";
import { policyOf } from "./emphasis.ts";
import { nearestLine, type PixelLine, type Place } from "./nearest-line.ts";

/** How many pixels from a line the pointer is on it. */
const NEAR = 10;

/** The policy whose line is at a place of a chart; null where there is none. */
export function lineAt(chart: Chart, at: Place): number | null {
  return nearestLine(pixelLines(chart), at, NEAR);
}

/** The lines of the policies in pixels. */
function pixelLines({ data, scales: { x, y } }: Chart): PixelLine[] {
  return data.datasets.flatMap((dataset) => {
    const policy = policyOf(dataset);
    if (policy === undefined) return [];
    const points = (dataset.data as Point[]).map((point) => ({
      x: x.getPixelForValue(point.x!),
      y: y.getPixelForValue(point.y!),
    }));
    return [{ policy, points }];
  });
}
