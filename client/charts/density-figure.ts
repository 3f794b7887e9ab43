import { densityChart, type DensityChart } from "./density-chart.ts";
import type { Figure } from "./figure/figure.ts";
import type { PeakLabelledLine } from "./peak-labels.ts";

/** The posterior densities as a figure for print. */
export function densityFigure(chart: Omit<DensityChart, "theme">): Figure {
  return {
    name: "posterior-densities",
    title: `Posterior densities of ${chart.densities.map(({ arm, belief }) => `${arm}: ${belief}`).join("; ")}`,
    chart: (theme) => densityChart({ ...chart, theme }),
    yTitle: "Posterior density",
    inLegend: (dataset) => (dataset as PeakLabelledLine).peakLabel !== undefined,
    notes: ["Dotted lines mark the means."],
    source: { address: location.href },
  };
}
