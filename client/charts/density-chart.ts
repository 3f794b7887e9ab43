import type { ChartConfiguration } from "chart.js";
import type { BetaParameters } from "../../policies/numerics/beta-kernel.ts";
import { betaDensityCurve, betaMean } from "../../policies/posteriors/beta.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

export interface NamedBeta extends BetaParameters {
  arm: string;
}

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [14, 4]];
const POINTS = 401;

/** The density of every arm's Beta posterior on [0, 1], its mean marked by a vertical line up to the curve. */
export function densityChart(arms: readonly NamedBeta[], theme: ChartTheme): ChartConfiguration<"line"> {
  const datasets = arms.flatMap((posterior, index) => {
    const color = theme.series[index];
    // A density with α or β below 1 is infinite at that end: the curve stops short of it.
    const curve = betaDensityCurve(posterior, POINTS).filter(({ y }) => Number.isFinite(y));
    const mean = betaMean(posterior);
    const height = curve[Math.min(curve.length - 1, Math.round(mean * (POINTS - 1)))].y;
    const shared = { borderColor: color, backgroundColor: color, pointRadius: 0, parsing: false as const };
    return [
      {
        ...shared,
        label: `${posterior.arm}: Beta(${posterior.alpha}, ${posterior.beta})`,
        data: curve,
        borderWidth: 2.5,
        borderDash: DASHES[index],
        fill: "origin" as const,
        backgroundColor: withAlpha(color, 0.07),
      },
      {
        ...shared,
        label: `mean of ${posterior.arm}`,
        data: [
          { x: mean, y: 0 },
          { x: mean, y: height },
        ],
        borderWidth: 1.5,
        borderDash: [3, 3],
        pointRadius: [0, 4],
      },
    ];
  });
  const infinite = arms.some(({ alpha, beta }) => alpha < 1 || beta < 1);
  const title = (text: string) => ({ title: { display: true, text, color: theme.muted } });
  return {
    type: "line",
    data: { datasets },
    options: {
      interaction: { mode: "nearest", axis: "x", intersect: false },
      plugins: {
        legend: {
          position: "bottom",
          labels: { boxHeight: 0, boxWidth: 28, filter: ({ text }) => !text.startsWith("mean") },
        },
        tooltip: { enabled: false },
      },
      scales: {
        x: {
          type: "linear",
          min: 0,
          max: 1,
          ...title("mean reward θ"),
          ticks: { stepSize: 0.25, callback: (value) => String(value) },
        },
        y: {
          beginAtZero: true,
          suggestedMax: 2,
          max: infinite ? 4 : undefined,
          ...title("posterior density"),
          ticks: { maxTicksLimit: 6 },
        },
      },
    },
  };
}
