import { useMemo, useState } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { CursorLine } from "../../charts/cursor-line.tsx";
import { formatEstimate, formatPulls } from "../../charts/number-format.ts";
import { BAND_TITLES, regretChart, type RegretView } from "../../charts/regret-chart.ts";
import { cursorFraction } from "../../charts/series-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { movedCursor, spokenValues } from "./cursor.ts";
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
          setSpoken(spokenValues(result, moved, view.hidden));
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
      <PolicyLegend result={result} at={at} hidden={view.hidden} lowerBound={view.lowerBound} onToggle={onToggle} />
      {view.lowerBound && result.reference.lowerBound && (
        <figcaption>The Lai–Robbins bound holds as t → ∞; a policy may be below it at finite t.</figcaption>
      )}
    </figure>
  );
}

function descriptionOf({ policies, spec }: SimulationResult, { band, hidden }: RegretView): string {
  const finals = policies
    .filter((_, policy) => !hidden.has(policy))
    .map(({ label, finalRegret }) => `${label} ${formatEstimate(finalRegret.mean, finalRegret.standardError)}`);
  const shown = band === "none" ? "" : ` Bands: ${BAND_TITLES[band]}.`;
  return `Mean cumulative regret against pulls.${shown} After ${formatPulls(spec.horizon)}: ${finals.join("; ")}.`;
}
