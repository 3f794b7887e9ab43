import type { ChartConfiguration, Point } from "chart.js";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { intervalOf } from "./measure-chart.ts";
import { seriesChart } from "./series-chart.ts";
import type { ChartTheme } from "./theme.ts";

interface DifferenceChart {
  result: SimulationResult;
  logX: boolean;
  hidden: ReadonlySet<number>;
  theme: ChartTheme;
}

/** The paired difference of cumulative regret from the baseline, with the 95% interval of its mean. */
export function differenceChart({ result, logX, hidden, theme }: DifferenceChart): ChartConfiguration<"line", Point[]> {
  const { checkpoints, comparisons, policies } = result;
  return seriesChart({
    checkpoints,
    series: comparisons
      .filter(({ policy }) => !hidden.has(policy))
      .map(({ policy, regretDifference }) => ({
        label: policies[policy].label,
        policy,
        values: regretDifference.mean,
        band: intervalOf(regretDifference),
      })),
    references: [{ label: "baseline", values: checkpoints.map(() => 0) }],
    axes: {
      xTitle: "pulls t",
      yTitle: ["regret minus baseline", "band: 95% interval of the mean"],
      logX,
    },
    theme,
    labelled: false,
  });
}
