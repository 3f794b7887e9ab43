import { type ComponentProps, type CSSProperties, useMemo } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { CursorLine } from "../../charts/cursor-line.tsx";
import { differenceChart } from "../../charts/difference-chart.ts";
import type { Figure } from "../../charts/figure/figure.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { finalRegretChart } from "../../charts/final-regret-chart.ts";
import { isLogX, type LabView, measureNamed } from "../../charts/lab-view.ts";
import { measureChart, precisionOf, worstPrecision } from "../../charts/measure-chart.ts";
import { pullsChart } from "../../charts/pulls-chart.ts";
import { cursorFraction } from "../../charts/checkpoint-places.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { differenceFigure, finalRegretFigure, measureFigure, pullsFigure } from "./lab-figures.ts";
import { describeMultiples } from "./multiple-descriptions.ts";

interface SmallMultiplesProps {
  result: SimulationResult;
  view: LabView;
  cursor: number | null;
}

/** The second chart shows the first of these that the main chart does not. */
const SECOND_MEASURES = ["optimalArmRate", "regret"] as const;

/** Small charts: a second measure, paired differences, final regret and pulls per arm. */
export function SmallMultiples({ result, view, cursor }: SmallMultiplesProps) {
  const theme = useChartTheme();
  const { hidden } = view;
  const logX = isLogX(view, result);
  const measure = SECOND_MEASURES.find((name) => name !== view.measure)!;
  const over = useMemo(() => ({ result, logX, hidden, theme }), [result, logX, hidden, theme]);
  const whole = useMemo(() => ({ result, hidden, theme }), [result, hidden, theme]);
  const plain = useMemo(
    () => ({ ...view, measure, band: "none", bounds: false, logY: false }) as const,
    [view, measure],
  );
  const second = useMemo(() => measureChart({ result, view: plain, theme, labelled: false }), [result, plain, theme]);
  const difference = useMemo(() => differenceChart(over), [over]);
  const pulls = useMemo(() => pullsChart(whole), [whole]);
  const distribution = useMemo(() => finalRegretChart(whole), [whole]);
  const { policies, comparisons, checkpoints } = result;
  const at = cursor !== null && cursorFraction(checkpoints, Math.min(cursor, checkpoints.length - 1), logX);
  const line = at !== false && <CursorLine at={at} />;
  const described = useMemo(() => describeMultiples(result, hidden, measureNamed(measure)), [result, hidden, measure]);
  return (
    <div className="lab-multiples">
      <Multiple
        title={measureNamed(measure).title}
        config={second}
        description={described.second}
        figure={() => measureFigure(result, plain)}
      >
        {line}
      </Multiple>
      {comparisons.length > 0 && (
        <Multiple
          title={`Paired difference from ${policies[comparisons[0].baseline].label}`}
          config={difference}
          description={described.difference}
          figure={() => differenceFigure(result, view)}
        >
          {line}
        </Multiple>
      )}
      <Multiple
        title="Distribution of final regret"
        rows={policies.length - hidden.size}
        note={`One histogram per policy. The line marks the median (${precisionOf(worstPrecision(policies)).replace(" ", "\u00a0")}).`}
        config={distribution}
        description={described.distribution}
        figure={() => finalRegretFigure(result, hidden)}
      />
      <Multiple
        title="Pulls per arm"
        config={pulls}
        description={described.pulls}
        figure={() => pullsFigure(result, hidden)}
      />
    </div>
  );
}

interface MultipleProps extends ComponentProps<typeof ChartView> {
  title: string;
  note?: string;
  /** Rows of the chart, if they decide its height. */
  rows?: number;
  figure: () => Figure;
}

function Multiple({ title, note, rows, figure, children, ...chart }: MultipleProps) {
  return (
    <figure className="lab-multiple" style={{ "--rows": rows } as CSSProperties}>
      <div className="figure-head">
        <h3>{title}</h3>
        <FigureMenu name={title} figure={figure} />
      </div>
      <ChartView {...chart} className="lab-small-chart">
        {children}
      </ChartView>
      {note && <figcaption>{note}</figcaption>}
    </figure>
  );
}
