import { type Convergence, convergenceChart } from "./convergence-chart.ts";
import type { Figure } from "./figure/figure.ts";

/** The running estimate as a figure for print. */
export function convergenceFigure(convergence: Convergence): Figure {
  return {
    name: "monte-carlo-convergence",
    title: `Monte Carlo estimate of a probability, exactly ${convergence.exactLabel}, against the number of draws`,
    chart: (theme) => convergenceChart(convergence, theme),
    xTitle: "Draws n (logarithmic)",
    yTitle: "Estimated probability",
    inLegend: ({ label }) => label !== "lower",
    notes: ["At any n, 95 of 100 runs are inside the shaded band."],
    source: { address: location.href },
  };
}
