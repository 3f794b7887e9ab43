import { drawPoint } from "chart.js/helpers";
import type { LegendEntry } from "./legend-entries.ts";
import { LINE_HEIGHT, type PlacedText, SWATCH, textStart } from "./legend-layout.ts";

interface Ink {
  text: string;
  background: string;
}

const AREA_HEIGHT = 9;

/** Draws an entry of a legend below a height: its sample, then its lines of text. */
export function drawEntry(
  context: CanvasRenderingContext2D,
  { entry, place, top }: { entry: LegendEntry; place: PlacedText; top: number },
  ink: Ink,
): void {
  const y = top + place.y + LINE_HEIGHT / 2;
  drawSample(context, entry, { x: place.x, y }, ink);
  drawLines(context, place.lines, { x: textStart(place), y }, ink.text);
}

/** Draws lines of text, the middle of the first at a height. */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  { x, y }: { x: number; y: number },
  colour: string,
): void {
  context.fillStyle = colour;
  context.textAlign = "left";
  context.textBaseline = "middle";
  lines.forEach((line, index) => context.fillText(line, x, y + index * LINE_HEIGHT));
}

function drawSample(
  context: CanvasRenderingContext2D,
  { line, marker, area, dots }: LegendEntry,
  { x, y }: { x: number; y: number },
  { background }: Ink,
): void {
  if (area) {
    context.fillStyle = area;
    context.fillRect(x, y - AREA_HEIGHT / 2, SWATCH, AREA_HEIGHT);
  }
  if (line) drawLine(context, line, { x, y });
  if (dots) {
    for (const at of [0.2, 0.5, 0.8]) drawDot(context, { x: x + at * SWATCH, y }, dots, background);
  }
  if (marker && line) {
    const isOpen = marker === "cross" || marker === "crossRot" || marker === "star";
    context.fillStyle = line.colour;
    context.strokeStyle = isOpen ? line.colour : background;
    context.lineWidth = isOpen ? 1.75 : 1;
    drawPoint(
      context,
      { pointStyle: marker, radius: 4, borderWidth: context.lineWidth, rotation: 0 },
      x + SWATCH / 2,
      y,
    );
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  { colour, width, dash }: NonNullable<LegendEntry["line"]>,
  { x, y }: { x: number; y: number },
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + SWATCH, y);
  context.stroke();
  context.setLineDash([]);
}

function drawDot(
  context: CanvasRenderingContext2D,
  { x, y }: { x: number; y: number },
  colour: string,
  gap: string,
): void {
  for (const [fill, radius] of [
    [gap, 2.65],
    [colour, 1.4],
  ] as const) {
    context.fillStyle = fill;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}
