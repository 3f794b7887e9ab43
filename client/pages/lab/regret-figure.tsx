import { useMemo, useState } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { CursorLine } from "../../charts/cursor-line.tsx";
import { formatEstimate, formatPulls } from "../../charts/number-format.ts";
import { bandTitle, regretChart, type RegretView } from "../../charts/regret-chart.ts";
import { cursorFraction } from "../../charts/series-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { movedCursor, spokenValues } from "./cursor.ts";
import { exactReach } from "./exact.ts";
import { listed } from "../lecture/words.ts";
import { PolicyLegend } from "./policy-legend.tsx";

interface RegretFigureProps {
  result: SimulationResult;
  view: RegretView;
  cursor: number | null;
  onCursor: (cursor: number | null) => void;
  onToggle: (policy: number) => void;
}

/** The main chart: regret of every policy, with a cursor for the pointer and for the arrow keys. */
export function RegretFigure({ result, view, cursor, onCursor, onToggle }: RegretFigureProps) {
  const theme = useChartTheme();
  const [spoken, setSpoken] = useState("");
  const last = result.checkpoints.length - 1;
  const at = cursor === null ? last : Math.min(cursor, last);
  const config = useMemo(() => regretChart({ result, view, theme, onCursor }), [result, view, theme, onCursor]);
  const description = useMemo(() => descriptionOf(result, view), [result, view]);
  return (
    <figure className="lab-figure">
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move the chart's cursor */}
      <div
        className="lab-regret"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
        role="group"
        tabIndex={0}
        aria-label="Regret chart. The arrow keys move the cursor."
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
          {cursor !== null && <CursorLine at={cursorFraction(result.checkpoints, at, view.logX)} />}
        </ChartView>
      </div>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <output className="visually-hidden">{spoken}</output>
      <PolicyLegend
        result={result}
        at={at}
        hidden={view.hidden}
        lowerBound={view.lowerBound}
        exact={view.exact}
        onToggle={onToggle}
      />
      {view.exact && exactReach(result) && <ExactCaption result={result} />}
      {view.lowerBound && result.reference.lowerBound && (
        <figcaption>The Lai–Robbins bound holds as t → ∞; a policy may be below it at finite t.</figcaption>
      )}
    </figure>
  );
}

/** Why exact lines end where they do, and which policies have none. */
function ExactCaption({ result }: { result: SimulationResult }) {
  const without = result.policies.filter((_, policy) => !result.exact[policy]).map(({ label }) => label);
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

function descriptionOf(result: SimulationResult, { band, hidden, exact }: RegretView): string {
  const { policies, spec } = result;
  const reach = exact && exactReach(result);
  const finals = policies
    .filter((_, policy) => !hidden.has(policy))
    .map(({ label, finalRegret }) => `${label} ${formatEstimate(finalRegret.mean, finalRegret.standardError)}`);
  const shown = band === "none" ? "" : ` Bands: ${bandTitle(band, policies)}.`;
  const dotted = reach ? ` Dotted: exact, ${reach}.` : "";
  return `Mean cumulative regret against pulls.${shown}${dotted} After ${formatPulls(spec.horizon)}: ${finals.join("; ")}.`;
}
