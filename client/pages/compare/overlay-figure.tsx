import { useMemo } from "react";
import { ChartView } from "../../charts/chart-view.tsx";
import type { Figure } from "../../charts/figure/figure.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { type NamedMeasure, shownOf } from "../../charts/lab-view.ts";
import { overlayChart } from "../../charts/overlay-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { formatCount, formatEstimate, formatPulls } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { axisTitle } from "../lab/lab-figures.ts";
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
      <div className="figure-head">
        <h2>{measure.title}</h2>
        <FigureMenu name={`${measure.title} of the runs`} figure={() => overlayFigure(contenders, measure)} />
      </div>
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

/** The chart for print. */
function overlayFigure(contenders: readonly Contender[], measure: NamedMeasure): Figure {
  const runs = new Map(contenders.map(({ run }) => [run.letter, run]));
  return {
    name: `compare-${measure.name.toLowerCase()}`,
    title: `${measure.title} of ${listed([...runs.values()].map(({ name }) => name))}`,
    chart: (theme) => overlayChart({ lines: contenders, measure, theme }),
    yTitle: axisTitle(measure),
    band: "95% interval of the mean",
    notes: [
      [...runs.values()]
        .map(
          ({ letter, name, result }) => `${letter}: ${name}, ${formatCount(result.completedReplications)} replications`,
        )
        .join("; ") + ".",
    ],
    source: { address: location.href },
  };
}
