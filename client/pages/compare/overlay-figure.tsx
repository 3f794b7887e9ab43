import { useMemo } from "react";
import { ChartView } from "../../charts/chart-view.tsx";
import { type NamedMeasure, shownOf } from "../../charts/lab-view.ts";
import { overlayChart } from "../../charts/overlay-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { formatEstimate, formatPulls } from "../../text/number-format.ts";
import type { Contender } from "./contenders.ts";

interface OverlayFigureProps {
  contenders: readonly Contender[];
  measure: NamedMeasure;
}

/** One chart with a measure of all policies of all runs. */
export function OverlayFigure({ contenders, measure }: OverlayFigureProps) {
  const theme = useChartTheme();
  const config = useMemo(() => overlayChart({ lines: contenders, measure, theme }), [contenders, measure, theme]);
  const finals = contenders.map(({ result, policy, label }) => {
    const { mean, standardError } = shownOf(result.policies[policy], measure);
    const estimate = formatEstimate(mean.at(-1)!, standardError.at(-1)!);
    return `${label} ${estimate} after ${formatPulls(result.checkpoints.at(-1)!)}`;
  });
  return (
    <figure className="lab-figure">
      <ChartView
        config={config}
        description={`${measure.title} against pulls: ${measure.description}. ${finals.join("; ")}.`}
        className="lab-chart"
      />
      <figcaption>
        {measure.title}: {measure.description}. The table below names the lines.
      </figcaption>
    </figure>
  );
}
