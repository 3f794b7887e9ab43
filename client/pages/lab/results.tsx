import { useCallback, useState } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { boundsOf, isLogX, type LabView, measureNamed, measuresOf } from "../../charts/lab-view.ts";
import { ExportMenu } from "./export-menu.tsx";
import { exactReach } from "./exact.ts";
import { MeasureFigure } from "./measure-figure.tsx";
import { ResultsTable } from "./results-table.tsx";
import { runName } from "./run-text.ts";
import { SmallMultiples } from "./small-multiples.tsx";
import { ViewToolbar } from "./view-toolbar.tsx";
import "./results.css";

interface ResultsProps {
  result: SimulationResult;
  /** The result is of the previous run. */
  outdated: boolean;
  view: LabView;
  table: boolean;
  onView: (view: LabView) => void;
  onTable: (table: boolean) => void;
}

/** The result of a run as charts or tables. */
export function Results({ result, outdated, view: wanted, table, onView, onTable }: ResultsProps) {
  const isHeld = measuresOf(result).some(({ name }) => name === wanted.measure);
  const view: LabView = isHeld ? wanted : { ...wanted, measure: "regret" };
  const [cursor, setCursor] = useState<number | null>(null);
  const toggle = (policy: number) => {
    const hidden = new Set(view.hidden);
    if (!hidden.delete(policy)) hidden.add(policy);
    onView({ ...view, hidden });
  };
  const measure = measureNamed(view.measure);
  const moveCursor = useCallback((to: number | null) => setCursor(to), []);
  return (
    <div className="lab-results-body" data-outdated={outdated || undefined}>
      <div className="lab-results-head">
        <ViewToolbar
          view={view}
          table={table}
          measures={measuresOf(result)}
          logX={isLogX(view, result)}
          hasBounds={boundsOf(result, measure).length > 0}
          hasExact={exactReach(result, measure) !== undefined}
          onView={onView}
          onTable={onTable}
        />
        <ExportMenu result={result} view={view} />
      </div>
      {outdated && (
        <p className="notice">
          Greyed out: the previous run, {runName(result)},{" "}
          <code title={result.specHash}>{result.specHash.slice(0, 12)}</code>.
        </p>
      )}
      {table ? (
        <ResultsTable result={result} measure={measure} />
      ) : (
        <>
          <MeasureFigure result={result} view={view} cursor={cursor} onCursor={moveCursor} onToggle={toggle} />
          <SmallMultiples result={result} view={view} cursor={cursor} />
        </>
      )}
    </div>
  );
}
