import { BasicPlatform, Chart } from "chart.js";
import type { ChartTheme } from "../theme.ts";
import type { Figure, FigureLook, LaidOut } from "./figure.ts";
import { FONT } from "./font.ts";
import { explanationsOf, type LegendEntry, namesOf } from "./legend-entries.ts";
import { legendLayout, LINE_HEIGHT } from "./legend-layout.ts";
import { beneath } from "./beneath.ts";
import { onPaper } from "./on-paper.ts";
import { pixelsOf } from "./paper.ts";
import { type Measure, wrap } from "./wrap.ts";

const MARGIN = 4;
const LEGEND_FONT = `11px ${FONT}`;
const NOTE_FONT = `10.5px ${FONT}`;
const GAP = 6;
/** The height of a plot with its axes, as a share of the width. */
const ASPECT = { 3.3: 0.68, 6.9: 0.5 };

/** Lays a chart out for paper: its plot, and beneath it the legend and the notes. */
export function layOut(figure: Figure, { inches }: FigureLook, theme: ChartTheme): LaidOut {
  const width = pixelsOf(inches);
  const inner = width - 2 * MARGIN;
  const chart = figure.chart(theme);
  const top = Math.max(Math.round(width * ASPECT[inches]), figure.plotHeight ?? 0);
  const names = namesOf(chart.data.datasets, figure);
  const explanations = explanationsOf(chart.data.datasets, figure, theme);
  const entries = [...names, ...explanations];
  const legend = legendLayout(textsOf(names), textsOf(explanations), inner, measureIn(LEGEND_FONT));
  const notes = figure.notes.flatMap((note) => wrap(note, inner, measureIn(NOTE_FONT)));
  const legendTop = top + GAP;
  const notesTop = legendTop + legend.height + (entries.length > 0 && notes.length > 0 ? GAP : 0);
  const height = notesTop + notes.length * LINE_HEIGHT + MARGIN;
  const drawing = beneath({
    legend: { entries, places: legend.entries, font: LEGEND_FONT, top: legendTop },
    notes: { lines: notes, font: NOTE_FONT, top: notesTop },
    left: MARGIN,
    theme,
  });
  const configuration = onPaper(chart, figure, {
    theme,
    plugin: drawing,
    room: height - top,
    titleSpace: { x: width - 100, y: top - 44 },
    measure: measureIn(`12px ${FONT}`),
  });
  return {
    width,
    height,
    inches,
    draw(context, ratio) {
      // Chart.js takes its size from the canvas, before it applies the ratio.
      Object.assign(context.canvas, { width, height });
      const options = { ...configuration.options, devicePixelRatio: ratio };
      const canvas = { getContext: () => context } as unknown as HTMLCanvasElement;
      return new Chart(canvas, { ...configuration, options, platform: BasicPlatform });
    },
  };
}

function textsOf(entries: readonly LegendEntry[]): string[] {
  return entries.map(({ text }) => text);
}

function measureIn(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d")!;
  context.textRendering = "geometricPrecision";
  context.font = font;
  return (text) => context.measureText(text).width;
}
