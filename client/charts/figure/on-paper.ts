import type { ChartOptions, Plugin, ScriptableChartContext } from "chart.js";
import { capitalised } from "../../text/words.ts";
import type { ChartTheme } from "../theme.ts";
import type { AnyChart, Figure } from "./figure.ts";
import { FONT } from "./font.ts";
import { type Measure, wrap } from "./wrap.ts";

interface Paper {
  theme: ChartTheme;
  /** Draws what is beneath the plot. */
  plugin: Plugin;
  /** The height of what is beneath the plot. */
  room: number;
  /** The lengths that the titles of the axes have room for. */
  titleSpace: Record<"x" | "y", number>;
  measure: Measure;
}

const TEXT = { family: FONT, size: 12, weight: "normal" } as const;

type Padding = Partial<Record<"top" | "right" | "bottom" | "left", number>>;

/** A chart of the page as a configuration for paper: it answers no pointer, and nothing of it depends on the page. */
export function onPaper(chart: AnyChart, figure: Figure, paper: Paper): AnyChart {
  const options: ChartOptions = chart.options ?? {};
  return {
    ...chart,
    plugins: [...(chart.plugins ?? []).filter(({ id }: Plugin) => id !== "plotArea"), paper.plugin],
    options: {
      ...options,
      responsive: false,
      animation: false,
      events: [],
      color: paper.theme.text,
      borderColor: paper.theme.grid,
      backgroundColor: paper.theme.background,
      font: TEXT,
      layout: { padding: (context: ScriptableChartContext) => withRoom(options.layout?.padding, context, paper.room) },
      // With segments, Chart.js draws lines on the context itself, and not by a Path2D, which an SVG cannot read.
      datasets: { line: { segment: {} } },
      scales: scalesOf(options, figure, paper),
      plugins: { ...options.plugins, legend: { display: false }, tooltip: { enabled: false } },
    },
  };
}

function withRoom(padding: unknown, context: ScriptableChartContext, room: number): Padding {
  const own = (typeof padding === "function" ? padding(context) : (padding ?? {})) as Padding;
  return { left: 4, top: 8, right: 10, ...own, bottom: (own.bottom ?? 0) + room };
}

interface TitledScale {
  title?: { text?: string | string[] };
  ticks?: object;
  grid?: object;
}

/** Axes with titles that have units. What bands are stands in the legend, not beside the axis. */
function scalesOf({ scales = {} }: ChartOptions, { xTitle, yTitle }: Figure, { theme, titleSpace, measure }: Paper) {
  const { x, y } = scales as Record<"x" | "y", TitledScale>;
  const titled = ({ title, ticks, grid, ...scale }: TitledScale, given: string | undefined, space: number) => {
    const text = given ?? [title?.text ?? ""].flat()[0];
    return {
      ...scale,
      title: {
        display: text !== "",
        text: titleLines(capitalised(text), space, measure),
        color: theme.text,
        font: TEXT,
      },
      // Chart.js takes these from the page's defaults otherwise.
      ticks: { ...ticks, color: theme.text, font: TEXT },
      grid: { color: theme.grid, ...grid, tickColor: theme.muted },
      border: { color: theme.muted },
    };
  };
  return { x: titled(x, xTitle, titleSpace.x), y: titled(y, yTitle, titleSpace.y) };
}

/** A title in one line; where there is no room for it, its unit begins another. */
function titleLines(text: string, space: number, measure: Measure): string[] {
  if (measure(text) <= space) return [text];
  return text.split(/ (?=\()/).flatMap((part) => wrap(part, space, measure));
}
