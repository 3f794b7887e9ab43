import type { ChartConfiguration } from "chart.js";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { fixedMeansOf } from "../../experiments/bandits/registry.ts";
import { formatTick } from "../text/number-format.ts";
import { seriesColour } from "./series-style.ts";
import type { ChartTheme } from "./theme.ts";

interface PullsChart {
  result: SimulationResult;
  hidden: ReadonlySet<number>;
  theme: ChartTheme;
}

/** The most arms with bars of their own; the rest share one group. */
const ARMS_SHOWN = 12;

/** Mean pulls per arm at the horizon, one bar per policy; best arms first if means are fixed. */
export function pullsChart({ result, hidden, theme }: PullsChart): ChartConfiguration<"bar", number[], string> {
  const { labels, groups, ordered } = armGroups(result);
  const datasets = result.policies.flatMap(({ label, pulls }, policy) => {
    if (hidden.has(policy)) return [];
    const final = pulls.map((series) => series.at(-1)!);
    return [
      {
        label,
        data: groups.map((arms) => arms.reduce((sum, arm) => sum + final[arm], 0)),
        backgroundColor: seriesColour(policy, theme),
        borderWidth: 0,
        categoryPercentage: 0.82,
        barPercentage: 0.95,
      },
    ];
  });
  const axis = { grid: { color: theme.grid }, ticks: { color: theme.muted, maxRotation: 0 } };
  const title = (text: string) => ({ display: true, text, color: theme.muted });
  return {
    type: "bar",
    data: { labels, datasets },
    options: {
      animation: false,
      color: theme.text,
      scales: {
        x: { ...axis, grid: { display: false }, title: title(ordered ? "arm, best first" : "arm") },
        y: {
          ...axis,
          beginAtZero: true,
          title: title("mean pulls at the horizon"),
          ticks: { ...axis.ticks, callback: (value) => formatTick(Number(value)) },
        },
      },
      plugins: { legend: { display: false } },
    },
  };
}

/** The arms of every group of bars. */
export function armGroups({ spec, policies }: SimulationResult) {
  const means = fixedMeansOf(spec.bandit);
  const arms = policies[0].pulls.map((_, arm) => arm);
  const ordered = means ? arms.toSorted((a, b) => means[b] - means[a]) : arms;
  const single = ordered.length > ARMS_SHOWN ? ordered.slice(0, ARMS_SHOWN - 1) : ordered;
  const rest = ordered.slice(single.length);
  return {
    ordered: means !== undefined,
    labels: [...single.map((arm) => String(arm + 1)), ...(rest.length > 0 ? [`${rest.length} others`] : [])],
    groups: [...single.map((arm) => [arm]), ...(rest.length > 0 ? [rest] : [])],
  };
}
