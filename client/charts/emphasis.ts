import type { Chart, ChartDataset, Plugin } from "chart.js";

/** A line of a policy. */
export type PolicyLine = ChartDataset & { policy?: number };

const FADED = 0.15;
/** The policy whose line stands out, by chart. */
const emphasised = new WeakMap<Chart, number>();

/** Makes the line of a policy stand out, or none; only draws, since a new layout would take longer than a frame. */
export function emphasise(chart: Chart, policy: number | null): void {
  const isShown = chart.data.datasets.some((dataset: PolicyLine) => dataset.policy === policy);
  const next = policy === null || !isShown ? undefined : policy;
  if (emphasised.get(chart) === next) return;
  if (next === undefined) emphasised.delete(chart);
  else emphasised.set(chart, next);
  chart.draw();
}

/** How opaque a dataset is drawn: lines of other policies than the emphasised one are faint. */
export function opacityOf(chart: Chart, { policy }: PolicyLine): number {
  const chosen = emphasised.get(chart);
  return chosen === undefined || policy === undefined || policy === chosen ? 1 : FADED;
}

/** Draws the lines of other policies faintly; what other parts draw of a line asks `opacityOf`. */
export const emphasis: Plugin = {
  id: "emphasis",
  beforeDatasetDraw(chart, { index }) {
    chart.ctx.save();
    chart.ctx.globalAlpha = opacityOf(chart, chart.data.datasets[index]);
  },
  afterDatasetDraw({ ctx }) {
    ctx.restore();
  },
};
