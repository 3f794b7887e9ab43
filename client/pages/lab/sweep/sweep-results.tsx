import { useMemo, useState } from "react";
import { ChartView } from "../../../charts/chart-view.tsx";
import { CursorLine } from "../../../charts/cursor-line.tsx";
import { valueFraction } from "../../../charts/sweep-chart.ts";
import { useChartTheme } from "../../../charts/theme.ts";
import { CodeBlock } from "../../../components/code-block.tsx";
import { spokenNumber } from "../../../forms/number-words.ts";
import { formatEstimate } from "../../../text/number-format.ts";
import { movedCursor } from "../cursor.ts";
import { axisName } from "./axis-name.ts";
import { SweepExport } from "./sweep-export.tsx";
import { chartOf, regretTitle, sortedValues } from "./sweep-figure.ts";
import { isLogAxis, type SweepLine, sweepLines } from "./sweep-lines.ts";
import type { SweepRun } from "./sweep-run.ts";
import { sweepCurl, sweepTypescript } from "./sweep-snippets.ts";
import { SweepTable } from "./sweep-table.tsx";
import { bestText, commonText, edgeText, leadersText } from "./sweep-words.ts";
import "./sweep.css";
import "../results.css";

/** The result of a sweep: regret at the horizon against the swept number, the best value, and a table. */
export function SweepResults({ run }: { run: SweepRun }) {
  const { experiment, result } = run;
  const { base, sweep } = experiment;
  const axis = axisName(sweep.axis.pointer, base);
  const { symbol, title } = axis;
  const lines = useMemo(() => sweepLines(experiment, result), [experiment, result]);
  const [cursor, setCursor] = useState<number | null>(null);
  const values = useMemo(() => sortedValues(sweep.axis.values), [sweep]);
  const words = [
    ...lines.flatMap((line) => [bestText(line, symbol), edgeText(line, axis)]),
    leadersText(lines, symbol),
  ];
  const origin = globalThis.location.origin;
  const regret = regretTitle(sweep.axis.pointer, base.horizon);
  return (
    <div className="lab-results-body sweep">
      <div className="lab-results-head">
        <div className="sweep-words">
          <h2>
            Sweep of {symbol}
            {symbol !== title && `, ${title}`}
          </h2>
          <output>{words.filter(Boolean).join(" ")}</output>
        </div>
        {result && <SweepExport experiment={experiment} result={result} lines={lines} />}
      </div>
      {run.connection === "none" && (
        <p>
          No results for these settings yet. Press the Sweep button; what the server has run before appears at once.
        </p>
      )}
      {result && lines[0].points.length > 0 && (
        <SweepFigure run={run} lines={lines} values={values} cursor={cursor} onCursor={setCursor} />
      )}
      <SweepTable
        run={run}
        lines={lines}
        symbol={symbol}
        caption={`Mean ${regret} ± standard error, 95% interval`}
        marked={cursor === null ? undefined : values[cursor]}
      />
      <p className="small muted">
        {commonText(experiment)}
        {lines[0].best !== undefined && " The best value is chosen after the fact, so its mean is a little too low."}
        {sweep.policies.length < base.policies.length &&
          ` Only ${lines[0].label} runs: the other policies do not depend on ${symbol}.`}
      </p>
      <details className="no-print">
        <summary>This sweep as code</summary>
        <CodeBlock label="curl" code={sweepCurl(sweep.spec, origin)} />
        <CodeBlock label="TypeScript" code={sweepTypescript(sweep.spec, origin)} />
      </details>
    </div>
  );
}

interface SweepFigureProps {
  run: SweepRun;
  lines: readonly SweepLine[];
  values: readonly number[];
  cursor: number | null;
  onCursor: (cursor: number | null) => void;
}

/** The chart, with a cursor moved by pointer or arrow keys. */
function SweepFigure({ run: { experiment }, lines, values, cursor, onCursor }: SweepFigureProps) {
  const theme = useChartTheme();
  const { base, sweep } = experiment;
  const { symbol } = axisName(sweep.axis.pointer, base);
  const config = useMemo(() => chartOf(experiment, lines, { theme, onCursor }), [experiment, lines, theme, onCursor]);
  const estimatesAt = (value: number) =>
    lines.flatMap(({ label, points }) =>
      points
        .filter((point) => point.value === value)
        .map(({ mean, standardError }) => `${label} ${formatEstimate(mean, standardError)}`),
    );
  const read =
    cursor === null
      ? ""
      : `${symbol} = ${spokenNumber(values[cursor])}: ${estimatesAt(values[cursor]).join("; ") || "no result yet"}`;
  const finals = values.map(
    (value) => `${symbol} = ${spokenNumber(value)}: ${estimatesAt(value).join(", ") || "none yet"}`,
  );
  return (
    <figure className="lab-figure">
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move the chart's cursor */}
      <div
        className="lab-regret"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
        role="group"
        tabIndex={0}
        aria-label="Sweep chart. Use the arrow keys to move the cursor."
        onKeyDown={(event) => {
          const moved = movedCursor(event.key, cursor, values.length);
          if (moved === undefined) return;
          event.preventDefault();
          onCursor(moved);
        }}
        onPointerLeave={() => onCursor(null)}
        onBlur={() => onCursor(null)}
      >
        <ChartView
          config={config}
          description={`Mean ${regretTitle(sweep.axis.pointer, base.horizon)} ± standard error against ${symbol}. ${finals.join("; ")}.`}
          className="lab-chart"
        >
          {cursor !== null && <CursorLine at={valueFraction(values, cursor, isLogAxis(values))} />}
        </ChartView>
      </div>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <output className="sweep-read">{read}</output>
      <figcaption>
        Bars are ± one standard error.
        {lines.some(({ best }) => best !== undefined) && " The ring marks the lowest regret."}
      </figcaption>
    </figure>
  );
}
