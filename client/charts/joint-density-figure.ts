import type { Chart, ChartConfiguration, Plugin, ScriptableContext } from "chart.js";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { Figure } from "./figure/figure.ts";
import { tickText } from "./density-chart.ts";
import { jointRuns, jointShares, type Run } from "./joint-density.ts";
import type { ChartTheme } from "./theme.ts";

export interface JointDensityPlot {
  /** The posterior along x, and along y. */
  x: BetaParameters;
  y: BetaParameters;
  /** Their arms. */
  names: [string, string];
  /** The probability of x > y and of x < y, as text. */
  probabilities: [string, string];
}

const CELLS = 100;
const LEVELS = 32;

/** The joint density of two posteriors as a figure for print. */
export function jointDensityFigure(plot: JointDensityPlot): Figure {
  const [a, b] = plot.names;
  return {
    name: "joint-density",
    title: `Joint posterior density of the mean rewards of ${a} and ${b}`,
    chart: (theme) => jointDensityChart(plot, theme),
    inLegend: ({ label }) => label !== undefined,
    notes: ["The darker, the higher the joint density f(x)·f(y). The line is x = y."],
    plotHeight: HEIGHT,
    source: { address: location.href },
  };
}

function jointDensityChart(plot: JointDensityPlot, theme: ChartTheme): ChartConfiguration<"line"> {
  const { x, y, names, probabilities } = plot;
  const runs = jointRuns(jointShares(x, y, CELLS), CELLS, LEVELS);
  const [a, b] = names;
  const axis = (text: string) => ({
    type: "linear" as const,
    min: 0,
    max: 1,
    title: { display: true, text },
    ticks: { stepSize: 0.25, maxRotation: 0, callback: tickText },
    grid: { display: false },
  });
  const named = (label: string, backgroundColor: string) => ({
    label,
    backgroundColor,
    data: [{ x: 0, y: 0 }],
    pointRadius: 0,
  });
  const diagonal = { data: [0, 1].map((at) => ({ x: at, y: at })), borderColor: theme.text, borderWidth: 1.5 };
  return {
    type: "line",
    data: {
      datasets: [
        named(`x > y, ${a} is selected: ${probabilities[0]}`, theme.series[0]),
        named(`x < y, ${b} is selected: ${probabilities[1]}`, theme.muted),
        { ...diagonal, pointRadius: 0 },
      ],
    },
    options: {
      parsing: false,
      layout: { padding: squareRoom },
      scales: { x: axis(`x, drawn for ${a}`), y: axis(`y, drawn for ${b}`) },
    },
    plugins: [cellsDrawing(runs, theme)],
  };
}

/** The height of the plot with its axes, and what axes and margins take of it and of the width. */
const HEIGHT = 340;
const WIDTH_OF_SQUARE = 384;

const SEAM = 0.3;

/** On a wide page the square stands in the middle. */
function squareRoom({ chart }: ScriptableContext<"line">): { left: number; right: number } {
  const spare = Math.max(0, chart.width - WIDTH_OF_SQUARE) / 2;
  return { left: 4 + spare, right: 10 + spare };
}

/** Draws the cells below the line x = y. */
function cellsDrawing(runs: readonly Run[], { series, muted, background }: ChartTheme): Plugin<"line"> {
  return {
    id: "joint-density",
    beforeDatasetsDraw: ({ ctx, chartArea: { left, top, width, height } }: Chart) => {
      const [cellWidth, cellHeight] = [width / CELLS, height / CELLS];
      for (const { row, from, to, share, wins } of runs) {
        ctx.fillStyle = mixed(background, wins ? series[0] : muted, share);
        const y = top + height - (row + 1) * cellHeight;
        // Cells that overlap a little have no seams; the later one is on top.
        ctx.fillRect(left + from * cellWidth, y - SEAM, (to - from) * cellWidth + SEAM, cellHeight + SEAM);
      }
    },
  };
}

/** A colour of the theme over another, "rgb(…)" both. */
function mixed(below: string, above: string, share: number): string {
  const [from, to] = [below, above].map((colour) => colour.match(/[\d.]+/g)!.map(Number));
  return `rgb(${[0, 1, 2].map((channel) => Math.round(from[channel] + (to[channel] - from[channel]) * share)).join(", ")})`;
}
