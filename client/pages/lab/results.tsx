import { useCallback, useState } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import type { RegretView } from "../../charts/regret-chart.ts";
import { ExportMenu } from "./export-menu.tsx";
import { RegretFigure } from "./regret-figure.tsx";
import { ResultsTable } from "./results-table.tsx";
import { runName } from "./run-text.ts";
import { SmallMultiples } from "./small-multiples.tsx";
import { ViewToolbar } from "./view-toolbar.tsx";

interface ResultsProps {
  result: SimulationResult;
  /** The result is that of the run before the one in sight. */
  outdated: boolean;
  view: RegretView;
  table: boolean;
  onView: (view: RegretView) => void;
  onTable: (table: boolean) => void;
}

/** What a run found, as charts or as tables. */
export function Results({ result, outdated, view, table, onView, onTable }: ResultsProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const toggle = (policy: number) => {
    const hidden = new Set(view.hidden);
    if (!hidden.delete(policy)) hidden.add(policy);
    onView({ ...view, hidden });
  };
  const moveCursor = useCallback((to: number | null) => setCursor(to), []);
  return (
    <div className="lab-results-body" data-outdated={outdated || undefined}>
      <div className="lab-results-head">
        <ViewToolbar
          view={view}
          table={table}
          hasBound={result.reference.lowerBound !== null}
          hasExact={result.exact.some((curve) => curve !== null)}
          onView={onView}
          onTable={onTable}
        />
        <ExportMenu result={result} view={view} />
      </div>
      {outdated && (
        <p className="notice">
          Greyed: the run before, {runName(result)} <code title={result.specHash}>{result.specHash.slice(0, 12)}</code>.
        </p>
      )}
      {table ? (
        <ResultsTable result={result} />
      ) : (
        <>
          <RegretFigure result={result} view={view} cursor={cursor} onCursor={moveCursor} onToggle={toggle} />
          <SmallMultiples result={result} view={view} cursor={cursor} />
        </>
      )}
    </div>
  );
}
