import { useDeferredValue, useMemo } from "react";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { densityChart, LEGEND_UP_TO } from "../../charts/density-chart.ts";
import { formatNumber } from "../../text/number-format.ts";
import { Swatch } from "../../charts/swatch.tsx";
import { densityFigure } from "../../charts/density-figure.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { useChartTheme } from "../../charts/theme.ts";
import { listed } from "../../text/words.ts";
import { densityCurves, meanOf } from "./densities.ts";
import { familyOf } from "./entries.ts";

interface DensityFigureProps {
  posteriors: Posteriors;
  names: readonly string[];
}

/** The posterior density of every arm, deferred so that typing never waits for it. */
export function DensityFigure(props: DensityFigureProps) {
  const { posteriors, names } = useDeferredValue(props);
  const theme = useChartTheme();
  const { axis, from, to, curves, height, cut } = useMemo(() => densityCurves(posteriors), [posteriors]);
  const beliefs = posteriors.arms.map((arm) => beliefText(posteriors, arm));
  const called = names.join("\n");
  const chart = useMemo(
    () => ({
      densities: curves.map((curve, arm) => ({
        ...curve,
        arm: names[arm],
        belief: beliefText(posteriors, posteriors.arms[arm]),
      })),
      x: { title: axis, min: from, max: to },
      yMax: height,
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- the names are a new array with equal content at every render
    [curves, posteriors, called],
  );
  const config = useMemo(() => densityChart({ ...chart, theme }), [chart, theme]);
  const described = names.map((name, arm) => `${name} has ${beliefs[arm]}`);
  const tallest = curves.reduce((best, { peak }, arm) => (peak > curves[best].peak ? arm : best), 0);
  const withoutMean = names.filter((_, arm) => meanOf(posteriors.family, posteriors.arms[arm]) === undefined);
  return (
    <figure>
      <div className="figure-head at-end">
        <FigureMenu name="Densities" figure={() => densityFigure(chart)} />
      </div>
      <ChartView config={config} description={`Posterior densities: ${listed(described)}.`} />
      {names.length > LEGEND_UP_TO && (
        <ul className="calculator-legend">
          {names.map((name, arm) => (
            // oxlint-disable-next-line react/no-array-index-key -- an arm is its index
            <li key={arm}>
              <Swatch policy={arm} /> {name}
            </li>
          ))}
        </ul>
      )}
      <figcaption>
        Dotted lines mark the means.
        {cut &&
          ` The chart is cut off: the density of ${names[tallest]} reaches ${formatNumber(curves[tallest].peak)}.`}
        {withoutMean.length > 0 &&
          ` ${listed(withoutMean)} ${withoutMean.length === 1 ? "has" : "have"} no mean: ν ≤ 1.`}
      </figcaption>
    </figure>
  );
}

/** "Beta(1, 2)". */
function beliefText({ family }: Posteriors, arm: object): string {
  const numbers = Object.values(arm as Record<string, number>).map((number) => formatNumber(number));
  return `${familyOf(family).label}(${numbers.join(", ")})`;
}
