import { useMemo, useState } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { CursorLine } from "../../charts/cursor-line.tsx";
import { formatEstimate, formatPulls } from "../../charts/number-format.ts";
import {
  boundsOf,
  isLogX,
  type LabView,
  measureNamed,
  type NamedMeasure,
  exactOf,
  shownOf,
  titleOf,
} from "../../charts/lab-view.ts";
import { bandKindOf, bandTitle, measureChart } from "../../charts/measure-chart.ts";
import { cursorFraction } from "../../charts/series-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { movedCursor, spokenValues } from "./cursor.ts";
import { exactReach } from "./exact.ts";
import { listed } from "../lecture/words.ts";
import { PolicyLegend } from "./policy-legend.tsx";

interface MeasureFigureProps {
  result: SimulationResult;
  view: LabView;
  cursor: number | null;
  onCursor: (cursor: number | null) => void;
  onToggle: (policy: number) => void;
}

/** The main chart: a measure of every policy, with a cursor for the pointer and for the arrow keys. */
export function MeasureFigure({ result, view, cursor, onCursor, onToggle }: MeasureFigureProps) {
  const theme = useChartTheme();
  const measure = measureNamed(view.measure);
  const shownBounds = view.bounds ? boundsOf(result, measure) : [];
  const [spoken, setSpoken] = useState("");
  const last = result.checkpoints.length - 1;
  const at = cursor === null ? last : Math.min(cursor, last);
  const config = useMemo(
    () => measureChart({ result, view, theme, labelled: true, onCursor }),
    [result, view, theme, onCursor],
  );
  const description = useMemo(() => descriptionOf(result, view), [result, view]);
  return (
    <figure className="lab-figure">
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move the chart's cursor */}
      <div
        className="lab-regret"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
        role="group"
        tabIndex={0}
        aria-label={`${measure.title} chart. The arrow keys move the cursor.`}
        onKeyDown={(event) => {
          const moved = movedCursor(event.key, cursor, last + 1);
          if (moved === undefined) return;
          event.preventDefault();
          onCursor(moved);
          setSpoken(spokenValues(result, moved, view));
        }}
        onPointerLeave={() => onCursor(null)}
        onBlur={() => onCursor(null)}
      >
        <ChartView config={config} description={description} className="lab-chart">
          {cursor !== null && <CursorLine at={cursorFraction(result.checkpoints, at, isLogX(view, result))} />}
        </ChartView>
      </div>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <output className="visually-hidden">{spoken}</output>
      <PolicyLegend
        result={result}
        at={at}
        measure={measure}
        hidden={view.hidden}
        bounds={view.bounds}
        exact={view.exact}
        onToggle={onToggle}
      />
      <figcaption>
        {measure.title}: {measure.description}
        {measure.name === "regret" && againstWords[result.regret]}.
      </figcaption>
      {view.exact && exactReach(result, measure) && <ExactCaption result={result} measure={measure} />}
      {shownBounds.map(({ name, description }) => (
        <figcaption key={name}>{description}</figcaption>
      ))}
    </figure>
  );
}

/** What regret is against, where that is not the best arm; a result of an earlier version does not say. */
const againstWords: Partial<Record<SimulationResult["regret"], string>> = {
  dynamic: ", against the best arm of every pull, as means change",
  "best-fixed": ", against the best fixed arm",
  oracle: ", against the best policy that knows the means",
};

/** Why exact lines end where they do, and which policies have none. */
function ExactCaption({ result, measure }: { result: SimulationResult; measure: NamedMeasure }) {
  const without = result.policies.filter((_, policy) => !exactOf(result, policy, measure)).map(({ label }) => label);
  return (
    <figcaption>
      Dots are the exact expectation, summed over all counts of pulls and successes that a policy can meet. Their number
      grows with a power of t, so longer runs have it for their first pulls only
      {without.length > 0 &&
        `, and some policies have none at all (here ${listed(without)}), for the reason that stands beside their names`}
      . The API answers <a href="/api/docs/">longer horizons at /expected-regret</a>.
    </figcaption>
  );
}

function descriptionOf(result: SimulationResult, view: LabView): string {
  const { policies, spec } = result;
  const measure = measureNamed(view.measure);
  const reach = view.exact && exactReach(result, measure);
  const finals = policies
    .filter((_, policy) => !view.hidden.has(policy))
    .map((policy) => {
      const { mean, standardError } = shownOf(policy, measure);
      return `${policy.label} ${formatEstimate(mean.at(-1)!, standardError.at(-1)!)}`;
    });
  const first = shownOf(policies[0], measure);
  const band = bandKindOf(view, first);
  const bands = band === "none" ? "" : ` Bands: ${bandTitle(band, first)}.`;
  const dotted = reach ? ` Dotted: exact, ${reach}.` : "";
  return `${titleOf(measure)} against pulls: ${measure.description}.${bands}${dotted} After ${formatPulls(spec.horizon)}: ${finals.join("; ")}.`;
}
