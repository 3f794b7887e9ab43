import { ChartView } from "../../charts/chart-view.tsx";
import { densityChart } from "../../charts/density-chart.ts";
import { densityFigure } from "../../charts/density-figure.ts";
import { jointDensityFigure, type JointDensityPlot } from "../../charts/joint-density-figure.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { useChartTheme } from "../../charts/theme.ts";
import { useMemo } from "react";
import { Link } from "wouter";
import { jsonToSearch } from "../../sources/json-search.ts";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { betaMean } from "../../../policies/posteriors/beta.ts";
import { betaDensityCurve } from "../../charts/beta-density.ts";
import { JointDensity } from "./joint-density.tsx";
import { shortest } from "./numbers.ts";
import { listed } from "../../text/words.ts";
import { betaName, meanText } from "./beliefs.ts";
import type { NamedBeta } from "./named-posteriors.ts";

const POINTS = 401;

interface DensityProps {
  posteriors: readonly NamedBeta[];
  answer: SelectionAnswer;
  /** Whether the answer may be read. */
  isShown: boolean;
}

/** The posterior densities and, for two arms, their joint density on the unit square. */
export function DensitySection({ posteriors, answer, isShown }: DensityProps) {
  return (
    <section aria-labelledby="densities">
      <h2 id="densities">The densities</h2>
      <DensityFigure posteriors={posteriors} isShown={isShown} />
      {posteriors.length === 2 ? (
        <JointFigure posteriors={posteriors} answer={answer} isShown={isShown} />
      ) : (
        <p>
          With {posteriors.length} arms the joint density fills a cube of {posteriors.length} dimensions. The integral
          below covers the part where a’s draw is the largest.
        </p>
      )}
    </section>
  );
}

export function DensityFigure({ posteriors, isShown }: Pick<DensityProps, "posteriors" | "isShown">) {
  const theme = useChartTheme();
  const chart = useMemo(() => {
    // With α or β below 1 the density is infinite at an end, so the chart is cut off.
    const isInfinite = posteriors.some(({ alpha, beta }) => alpha < 1 || beta < 1);
    return {
      densities: posteriors.map(namedDensity),
      x: { title: "mean reward θ", min: 0, max: 1, stepSize: 0.25 },
      yAtLeast: 2,
      yMax: isInfinite ? 4 : undefined,
    };
  }, [posteriors]);
  const config = useMemo(() => densityChart({ ...chart, theme }), [chart, theme]);
  const arms = posteriors.map(({ alpha, beta }) => ({ alpha, beta }));
  const means = posteriors.map((posterior) => `${posterior.arm}: ${meanText(posterior)}`);
  const described = posteriors.map((posterior) => `${posterior.arm} has ${betaName(posterior)}`);
  return (
    <figure>
      <div className="figure-head at-end">
        <FigureMenu name="Densities" figure={() => densityFigure(chart)} />
      </div>
      <ChartView config={config} description={`Posterior densities of the mean rewards: ${listed(described)}.`} />
      <figcaption>
        Dotted lines mark the means ({means.join(", ")}). Thompson sampling draws one value from each density and plays
        the arm with the largest, so every arm can be played.{" "}
        {isShown && (
          <>
            For expected losses, open{" "}
            <Link href={`/decide${jsonToSearch({ family: "beta", arms })}&tab=posteriors`}>
              these posteriors in Decide
            </Link>
            .
          </>
        )}
      </figcaption>
    </figure>
  );
}

export function JointFigure({ posteriors: [x, y], answer, isShown }: DensityProps) {
  const [wins, loses] = answer.probabilities.map((probability) => (isShown ? shortest(probability) : "?"));
  const plot: JointDensityPlot = { x, y, names: [x.arm, y.arm], probabilities: [wins, loses] };
  return (
    <figure>
      <div className="figure-head at-end">
        <FigureMenu name="Joint density" figure={() => jointDensityFigure(plot)} />
      </div>
      <JointDensity {...plot} />
      <figcaption>
        Both draws together are a point of the unit square, with density f<sub>{x.arm}</sub>(x)·f<sub>{y.arm}</sub>
        (y). The volume over the half x &gt; y is P(θ<sub>{x.arm}</sub> &gt; θ<sub>{y.arm}</sub>).
      </figcaption>
    </figure>
  );
}

function namedDensity(posterior: NamedBeta) {
  const points = betaDensityCurve(posterior, POINTS).filter(({ y }) => Number.isFinite(y));
  const mean = betaMean(posterior);
  const { y } = points[Math.min(points.length - 1, Math.round(mean * (POINTS - 1)))];
  return { arm: posterior.arm, belief: betaName(posterior), points, mean: { x: mean, y } };
}
