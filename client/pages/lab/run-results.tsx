import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import type { LabView } from "../../charts/lab-view.ts";
import { isActive, isOutdated, type Run } from "../../sources/simulation-run.ts";
import { costOf } from "./cost.ts";
import { Results } from "./results.tsx";
import { RunLinks } from "./run-links.tsx";
import { RunNotices } from "./run-notices.tsx";
import { durationText } from "./run-text.ts";
import type { Experiment } from "./sweep/experiment.ts";

interface RunResultsProps {
  run: Run;
  view: LabView;
  table: boolean;
  onView: (view: LabView) => void;
  onTable: (table: boolean) => void;
  onRetry: () => void;
  onRun: (spec: SimulationSpec) => void;
  onReplications: (experiment: Experiment, replications: number) => void;
}

/** The run of the Lab: its notices and its result, or how to get one. */
export function RunResults({ run, view, table, onView, onTable, onRetry, onRun, onReplications }: RunResultsProps) {
  return (
    <>
      {run.simulation?.id && <RunLinks id={run.simulation.id} />}
      <RunNotices run={run} onRetry={onRetry} onReplications={onReplications} />
      {run.result ? (
        <Results
          result={run.result}
          outdated={isOutdated(run)}
          view={view}
          table={table}
          onView={onView}
          onTable={onTable}
        />
      ) : (
        <div className="lab-waiting">
          {isActive(run) ? (
            <p>Waiting for the first results…</p>
          ) : (
            <>
              <p>
                {run.simulation
                  ? "The run ended before its first results."
                  : "No results for these settings yet. If the server has run them before, they appear at once."}{" "}
                A new run takes {durationText(costOf(run.spec).seconds)} on one core.
              </p>
              <button type="button" className="primary" onClick={() => onRun(run.spec)}>
                Run these settings
              </button>
            </>
          )}
        </div>
      )}
    </>
  );
}
