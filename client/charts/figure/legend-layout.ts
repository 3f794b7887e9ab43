import { type Measure, wrap } from "./wrap.ts";

export const SWATCH = 30;
const SWATCH_GAP = 6;
const COLUMN_GAP = 20;
export const LINE_HEIGHT = 15;

export interface PlacedText {
  lines: string[];
  /** The left end of the sample, and the top. */
  x: number;
  y: number;
}

export interface LegendLayout {
  entries: PlacedText[];
  height: number;
}

/** Places the names of a legend in rows, in as many columns as there is room for; then explanations, in rows of their own. */
export function legendLayout(
  names: readonly string[],
  explanations: readonly string[],
  width: number,
  measure: Measure,
): LegendLayout {
  const above = columnsOf(names, width, measure);
  const below = columnsOf(explanations, width, measure);
  const moved = below.entries.map((entry) => ({ ...entry, y: entry.y + above.height }));
  return { entries: [...above.entries, ...moved], height: above.height + below.height };
}

/** Texts in rows of columns of equal width, as wide as the widest text wants. */
function columnsOf(texts: readonly string[], width: number, measure: Measure): LegendLayout {
  const indent = SWATCH + SWATCH_GAP;
  const widest = Math.min(width - indent, Math.max(0, ...texts.map(measure)));
  const column = indent + Math.ceil(widest) + COLUMN_GAP;
  const columns = Math.max(1, Math.floor((width + COLUMN_GAP) / column));
  const wrapped = texts.map((text) => wrap(text, widest, measure));
  const entries: PlacedText[] = [];
  let y = 0;
  for (let first = 0; first < texts.length; first += columns) {
    const row = wrapped.slice(first, first + columns);
    entries.push(...row.map((lines, index) => ({ lines, x: index * column, y })));
    y += LINE_HEIGHT * Math.max(...row.map((lines) => lines.length));
  }
  return { entries, height: y };
}

/** The left end of the text of an entry. */
export function textStart({ x }: PlacedText): number {
  return x + SWATCH + SWATCH_GAP;
}
