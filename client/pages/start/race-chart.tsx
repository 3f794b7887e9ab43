import { useMemo } from "react";
import { ChartView } from "../../charts/chart-view.tsx";
import { seriesChart } from "../../charts/series-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { formatNumber } from "../../text/number-format.ts";
import type { Race } from "./race.computed.ts";

/** Regret against pulls, one line per policy, with 95% intervals. */
export function RaceChart({ race }: { race: Race }) {
  const theme = useChartTheme();
  const config = useMemo(
    () =>
      seriesChart({
        checkpoints: race.checkpoints,
        series: race.lines.map(({ label, regret, halfWidth }, policy) => ({
          label,
          policy,
          values: regret,
          band: {
            lower: regret.map((value, index) => value - halfWidth[index]),
            upper: regret.map((value, index) => value + halfWidth[index]),
          },
        })),
        references: [],
        axes: { xTitle: "pulls t", yTitle: "mean regret", logX: false, yMin: 0 },
        theme,
        labelled: false,
      }),
    [race, theme],
  );
  const finals = race.lines.map(({ label, regret }) => `${label} ${formatNumber(regret.at(-1)!)}`);
  return (
    <ChartView
      config={config}
      className="start-race-chart"
      description={`Mean cumulative regret against pulls. After 1,000 pulls: ${finals.join("; ")}.`}
    />
  );
}
