import { useMemo, useState } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { CursorLine } from "../../charts/cursor-line.tsx";
import { formatEstimate, formatPulls } from "../../text/number-format.ts";
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
import { cursorFraction } from "../../charts/checkpoint-places.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { movedCursor, movedLine, spokenValues } from "./cursor.ts";
import { exactReach } from "./exact.ts";
import { listed } from "../../text/words.ts";
import { PolicyLegend } from "./policy-legend.tsx";
import { standingsOf } from "./standings.ts";

interface MeasureFigureProps {
  result: SimulationResult;
  view: LabView;
  cursor: number | null;
  onCursor: (cursor: number | null) => void;
  onToggle: (policy: number) => void;
}

/** The main chart: a measure of every policy, with a cursor moved by pointer or arrow keys. */
export function MeasureFigure({ result, view, cursor, onCursor, onToggle }: MeasureFigureProps) {
  const theme = useChartTheme();
  const measure = measureNamed(view.measure);
  const shownBounds = view.bounds ? boundsOf(result, measure) : [];
  const [spoken, setSpoken] = useState("");
  const [emphasised, setEmphasised] = useState<number | null>(null);
  const last = result.checkpoints.length - 1;
  const at = cursor === null ? last : Math.min(cursor, last);
  const config = useMemo(
    () => measureChart({ result, view, theme, labelled: true, onCursor, onLine: setEmphasised }),
    [result, view, theme, onCursor],
  );
  const description = useMemo(() => descriptionOf(result, view), [result, view]);
  const leave = () => {
    onCursor(null);
    setEmphasised(null);
  };
  return (
    <figure className="lab-figure">
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move the chart's cursor */}
      <div
        className="lab-regret"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
        role="group"
        tabIndex={0}
        aria-label={`${measure.title} chart. Use the left and right arrow keys to move the cursor, up and down to pick a line.`}
        onKeyDown={(event) => {
          const line = movedLine(event.key, emphasised, shownPolicies(result, view));
          if (line !== undefined) {
            event.preventDefault();
            setEmphasised(line);
            setSpoken(result.policies[line].label);
            return;
          }
          const moved = movedCursor(event.key, cursor, last + 1);
          if (moved === undefined) return;
          event.preventDefault();
          onCursor(moved);
          setSpoken(spokenValues(result, moved, view));
        }}
        onPointerLeave={leave}
        onBlur={leave}
      >
        <ChartView config={config} description={description} emphasised={emphasised} className="lab-chart">
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
        emphasised={emphasised}
        onEmphasis={setEmphasised}
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

/** The policies that have a line, in the order of the leaderboard. */
function shownPolicies(result: SimulationResult, { hidden }: LabView): number[] {
  return standingsOf(result).flatMap(({ policy }) => (hidden.has(policy) ? [] : [policy]));
}

/** The comparator of regret, where it is not the best arm; results of earlier versions name none. */
const againstWords: Partial<Record<SimulationResult["regret"], string>> = {
  dynamic: ", compared with the best arm at each pull",
  "best-fixed": ", compared with the best fixed arm",
  oracle: ", compared with the best policy that knows the means",
};

/** Explains where exact curves end, and names the policies without one. */
function ExactCaption({ result, measure }: { result: SimulationResult; measure: NamedMeasure }) {
  const without = result.policies.filter((_, policy) => !exactOf(result, policy, measure)).map(({ label }) => label);
  return (
    <figcaption>
      Dots mark the exact expected value, by dynamic programming. Its cost grows with a power of t, so long runs have
      dots for their first pulls only.
      {without.length > 0 &&
        ` ${listed(without)} ${without.length === 1 ? "has" : "have"} none; the legend says why.`}{" "}
      The API computes <a href="/api/docs/">longer horizons at /expected-regret</a>.
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
