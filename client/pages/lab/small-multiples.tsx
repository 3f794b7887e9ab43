import { type ComponentProps, useMemo } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { differenceChart } from "../../charts/difference-chart.ts";
import { finalRegretChart } from "../../charts/final-regret-chart.ts";
import { formatCount, formatEstimate } from "../../charts/number-format.ts";
import { optimalArmChart } from "../../charts/optimal-arm-chart.ts";
import { pullsChart } from "../../charts/pulls-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";

interface SmallMultiplesProps {
  result: SimulationResult;
  logX: boolean;
  hidden: ReadonlySet<number>;
  cursor: number | null;
}

/** The same run from other sides. */
export function SmallMultiples({ result, logX, hidden, cursor }: SmallMultiplesProps) {
  const theme = useChartTheme();
  const over = useMemo(() => ({ result, logX, hidden, theme, cursor }), [result, logX, hidden, theme, cursor]);
  const whole = useMemo(() => ({ result, hidden, theme }), [result, hidden, theme]);
  const optimal = useMemo(() => optimalArmChart(over), [over]);
  const difference = useMemo(() => differenceChart(over), [over]);
  const pulls = useMemo(() => pullsChart(whole), [whole]);
  const distribution = useMemo(() => finalRegretChart(whole), [whole]);
  const { policies, spec, comparisons } = result;
  const shown = policies.map((policy, index) => ({ ...policy, index })).filter(({ index }) => !hidden.has(index));
  const listed = (text: (policy: (typeof shown)[number]) => string) =>
    shown.map((policy) => `${policy.label} ${text(policy)}`).join("; ");
  const end = `after ${formatCount(spec.horizon)} pulls`;
  return (
    <div className="lab-multiples">
      <Multiple
        title="Optimal arm"
        config={optimal}
        description={`Share of replications that pull an optimal arm, ${end}: ${listed(({ optimalArmRate: { mean } }) => `${Math.round(mean.at(-1)! * 100)} %`)}`}
      />
      {comparisons.length > 0 && (
        <Multiple
          title={`Paired difference to ${policies[comparisons[0].baseline].label}`}
          config={difference}
          description={`Regret minus that of ${policies[0].label} in the same replications, ${end}: ${comparisons
            .map(({ policy, regretDifference: { mean, standardError } }) => {
              const estimate = formatEstimate(mean.at(-1)!, standardError.at(-1)!);
              return `${policies[policy].label} ${estimate}`;
            })
            .join("; ")}`}
        />
      )}
      <Multiple
        title="Distribution of final regret"
        note="Every row is a histogram of replications; the line is the median."
        config={distribution}
        description={`Regret over replications ${end}, 5 % to 95 %: ${listed(({ finalRegret: { quantiles } }) => `${Math.round(quantiles.values[0])} to ${Math.round(quantiles.values.at(-1)!)}`)}`}
      />
      <Multiple
        title="Pulls per arm"
        config={pulls}
        description={`Mean pulls of the most pulled arm ${end}: ${listed(({ pulls }) => formatCount(Math.max(...pulls.map((series) => series.at(-1)!))))}`}
      />
    </div>
  );
}

interface MultipleProps extends ComponentProps<typeof ChartView> {
  title: string;
  note?: string;
}

function Multiple({ title, note, config, description }: MultipleProps) {
  return (
    <figure className="lab-multiple">
      <h3>{title}</h3>
      <ChartView config={config} description={description} className="lab-small-chart" />
      {note && <figcaption>{note}</figcaption>}
    </figure>
  );
}
