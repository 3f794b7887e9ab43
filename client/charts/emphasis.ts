import type { Chart, ChartDataset, Plugin, Point } from "chart.js";

/** A line of a policy. */
export type PolicyLine = ChartDataset<"line", Point[]> & { policy?: number };

/** A chart of lines, whatever type of configuration made it. */
type LineChart = Pick<Chart, "ctx" | "draw"> & { data: { datasets: object[] } };

/** The policy of a dataset; undefined for others, such as bounds. */
export function policyOf(dataset: object): number | undefined {
  return (dataset as PolicyLine).policy;
}

const FADED = 0.15;
/** The policy whose line stands out, by chart. */
const emphasised = new WeakMap<LineChart, number>();

/** Makes the line of a policy stand out, or none; only draws, since a new layout would take longer than a frame. */
export function emphasise(chart: LineChart, policy: number | null): void {
  if ((emphasised.get(chart) ?? null) === policy) return;
  if (policy === null) emphasised.delete(chart);
  else emphasised.set(chart, policy);
  chart.draw();
}

/** How opaque a dataset is drawn: lines of other policies than the emphasised one are faint. */
export function opacityOf(chart: LineChart, dataset: object): number {
  const policy = policyOf(dataset);
  const chosen = emphasised.get(chart);
  if (chosen === undefined || policy === undefined || policy === chosen) return 1;
  const isShown = chart.data.datasets.some((line) => policyOf(line) === chosen);
  return isShown ? FADED : 1;
}

/** Draws the lines of other policies faintly; what other parts draw of a line asks `opacityOf`. */
export const emphasis: Plugin<"line"> = {
  id: "emphasis",
  beforeDatasetDraw(chart, { index }) {
    chart.ctx.save();
    chart.ctx.globalAlpha = opacityOf(chart, chart.data.datasets[index]);
  },
  afterDatasetDraw({ ctx }) {
    ctx.restore();
  },
};
