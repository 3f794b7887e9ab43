import type { ChartConfiguration } from "chart.js";
import { powerOfTen } from "../text/number-format.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

export interface Convergence {
  /** The running estimate by number of draws. */
  estimates: readonly { draws: number; estimate: number }[];
  /** The limit of the estimate. */
  exact: number;
  exactLabel: string;
}

const FROM = 10;
const TO = 1e7;
const Z = 1.96;
const GUIDE_POINTS = 121;

/** The running Monte Carlo estimate against log n, with the band that holds 95 of 100 runs at any n. */
export function convergenceChart(
  { estimates, exact, exactLabel }: Convergence,
  theme: ChartTheme,
): ChartConfiguration<"line"> {
  const draws = Array.from({ length: GUIDE_POINTS }, (_, i) => FROM * (TO / FROM) ** (i / (GUIDE_POINTS - 1)));
  const guide = (sign: 1 | -1) =>
    draws.map((n) => ({ x: n, y: clamp(exact + sign * Z * Math.sqrt((exact * (1 - exact)) / n)) }));
  const shared = { pointRadius: 0, parsing: false as const };
  const guideLine = { ...shared, borderColor: theme.muted, borderWidth: 1, borderDash: [2, 3] };
  // The widest useful view: the guide at n = 30.
  const reach = Math.max(0.02, Z * Math.sqrt((exact * (1 - exact)) / 30));
  const step = roundStep(reach / 2);
  const title = (text: string) => ({ title: { display: true, text, color: theme.muted } });
  return {
    type: "line",
    data: {
      datasets: [
        {
          ...shared,
          label: "estimate",
          data: estimates
            .filter((point) => point.draws >= FROM)
            .map((point) => ({ x: point.draws, y: point.estimate })),
          borderColor: theme.series[0],
          backgroundColor: theme.series[0],
          borderWidth: 2.5,
        },
        {
          ...shared,
          label: `exact, ${exactLabel}`,
          data: [
            { x: FROM, y: exact },
            { x: TO, y: exact },
          ],
          borderColor: theme.series[1],
          backgroundColor: theme.series[1],
          borderWidth: 1.5,
        },
        {
          ...guideLine,
          label: "exact ± 1.96·√(p(1 − p)/n)",
          data: guide(1),
          fill: "+1",
          backgroundColor: withAlpha(theme.muted, 0.12),
        },
        { ...guideLine, label: "lower", data: guide(-1) },
      ],
    },
    options: {
      interaction: { mode: "nearest", axis: "x", intersect: false },
      plugins: {
        legend: { position: "bottom", labels: { boxHeight: 0, boxWidth: 28, filter: ({ text }) => text !== "lower" } },
        tooltip: { enabled: false },
      },
      scales: {
        x: {
          type: "logarithmic",
          min: FROM,
          max: TO,
          ...title("draws n (logarithmic)"),
          ticks: { callback: (value) => decadeLabel(Number(value)), maxRotation: 0 },
        },
        y: {
          min: clamp(Math.floor((exact - reach) / step) * step),
          max: clamp(Math.ceil((exact + reach) / step) * step),
          ...title("estimated probability"),
          ticks: { stepSize: step },
        },
      },
    },
  };
}

/** The largest 1, 2 or 5 times a power of ten up to a step. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * (step >= 5 * power ? 5 : step >= 2 * power ? 2 : 1);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** "10⁴" at whole powers, nothing between them. */
function decadeLabel(value: number): string | null {
  const exponent = Math.log10(value);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9 ? powerOfTen(Math.round(exponent)) : null;
}
