import { ChartView } from "../../charts/chart-view.tsx";
import { densityChart, type NamedBeta } from "../../charts/density-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { useMemo } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { JointDensity } from "./joint-density.tsx";
import { shortest } from "./numbers.ts";
import { meanText } from "./posterior-section.tsx";
import { betaName, listed } from "./words.ts";

interface DensityProps {
  posteriors: readonly NamedBeta[];
  answer: SelectionAnswer;
}

/** The posteriors as curves, and for two arms their joint density on the unit square. */
export function DensitySection({ posteriors, answer }: DensityProps) {
  const theme = useChartTheme();
  const config = useMemo(() => densityChart(posteriors, theme), [posteriors, theme]);
  const [x, y] = posteriors;
  const means = posteriors.map((posterior) => `${posterior.arm}: ${meanText(posterior)}`);
  const described = posteriors.map((posterior) => `${posterior.arm} has ${betaName(posterior)}`);
  return (
    <section aria-labelledby="densities">
      <h2 id="densities">The densities</h2>
      <figure>
        <ChartView config={config} description={`Posterior densities of the mean rewards: ${listed(described)}.`} />
        <figcaption>
          Dotted lines mark the means ({means.join(", ")}). The arm with the higher mean is favoured, not certain:
          Thompson sampling draws one point under each curve and plays the larger.
        </figcaption>
      </figure>
      {posteriors.length === 2 ? (
        <figure>
          <JointDensity
            x={x}
            y={y}
            names={[x.arm, y.arm]}
            probabilities={[shortest(answer.probabilities[0]), shortest(answer.probabilities[1])]}
          />
          <figcaption>
            Both draws at once are a point of the unit square, with density f<sub>{x.arm}</sub>(x)·f<sub>{y.arm}</sub>
            (y). The volume over the half x &gt; y is P(θ<sub>{x.arm}</sub> &gt; θ<sub>{y.arm}</sub>).
          </figcaption>
        </figure>
      ) : (
        <p>
          With {posteriors.length} arms the joint density lives in a cube of {posteriors.length} dimensions; the
          integral below goes over the part of it where a’s draw is the largest.
        </p>
      )}
    </section>
  );
}
