import type { ChartConfiguration, Point } from "chart.js";
import type { SimulationResult } from "../../experiments/result.ts";
import { seriesChart } from "./series-chart.ts";
import type { ChartTheme } from "./theme.ts";

interface OptimalArmChart {
  result: SimulationResult;
  logX: boolean;
  hidden: ReadonlySet<number>;
  /** Whether exact curves are drawn where there are any. */
  exact: boolean;
  theme: ChartTheme;
}

/** Share of replications whose t-th pull was of an optimal arm, one line per policy, with its exact probability. */
export function optimalArmChart({
  result,
  logX,
  hidden,
  exact,
  theme,
}: OptimalArmChart): ChartConfiguration<"line", Point[]> {
  return seriesChart({
    checkpoints: result.checkpoints,
    series: result.policies
      .map(({ label, optimalArmRate }, policy) => ({
        label,
        policy,
        values: optimalArmRate.mean.map((rate) => rate * 100),
        exact: exact ? result.exact[policy]?.optimalArmProbability?.map((probability) => probability * 100) : undefined,
      }))
      .filter(({ policy }) => !hidden.has(policy)),
    axes: {
      xTitle: "pulls t",
      yTitle: "optimal arm at pull t, %",
      logX,
      yMin: 0,
      yMax: 100,
    },
    theme,
    labelled: false,
  });
}
