import type { Plugin } from "chart.js";
import type { ChartTheme } from "../theme.ts";
import { drawEntry, drawLines } from "./legend-drawing.ts";
import type { LegendEntry } from "./legend-entries.ts";
import { LINE_HEIGHT, type PlacedText } from "./legend-layout.ts";

interface Beneath {
  legend: { entries: readonly LegendEntry[]; places: readonly PlacedText[]; font: string; top: number };
  notes: { lines: readonly string[]; font: string; top: number };
  left: number;
  theme: ChartTheme;
}

/** A part of the chart that paints the paper, and draws the legend and the notes beneath the plot. */
export function beneath({ legend, notes, left, theme }: Beneath): Plugin {
  return {
    id: "paper",
    beforeUpdate({ ctx }) {
      // Otherwise browsers round the width of every letter to whole pixels of the page.
      ctx.textRendering = "geometricPrecision";
    },
    beforeDraw({ ctx, width, height }) {
      ctx.save();
      ctx.fillStyle = theme.background;
      // A whole pixel more, because the height may end within one of the file.
      ctx.fillRect(0, 0, width + 1, height + 1);
      ctx.restore();
    },
    afterDraw({ ctx }) {
      ctx.save();
      ctx.translate(left, 0);
      ctx.font = legend.font;
      legend.entries.forEach((entry, index) =>
        drawEntry(ctx, { entry, place: legend.places[index], top: legend.top }, theme),
      );
      ctx.font = notes.font;
      drawLines(ctx, notes.lines, { x: 0, y: notes.top + LINE_HEIGHT / 2 }, theme.muted);
      ctx.restore();
    },
  };
}
