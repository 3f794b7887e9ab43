import { useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { useTitle } from "../frame/use-title.ts";
import { recordForeign } from "../runs/recorded.ts";
import { runAgain } from "../runs/run-again.ts";
import { nameOf, type RunRecord } from "../runs/run-record.ts";
import { useRuns } from "../runs/use-runs.ts";
import { ViewedResults } from "./run/viewed-results.tsx";
import { Provenance } from "./run/provenance.tsx";
import { SettingsList } from "./run/settings-list.tsx";
import { type OpenedRun, useOpenedRun } from "./run/use-opened-run.ts";
import { RunWords } from "./runs/rename-dialog.tsx";
import { RunState } from "./runs/run-state.tsx";
import "./run/run.css";
import { StorageNotice } from "./runs/storage-notice.tsx";
import { specToSearch } from "./lab/spec-url.ts";
import "./runs/runs.css";

/** One run: its state, results, settings and provenance. Only its name and note can be edited. */
export function RunPage() {
  const { id } = useParams<{ id: string }>();
  const opened = useOpenedRun(id);
  const { trouble } = useRuns();
  const { record, result, connection } = opened;
  const spec = record?.spec ?? result?.spec;
  useTitle(record ? nameOf(record) : result ? `Run ${id.slice(0, 8)}` : undefined);
  return (
    <article className="run-page">
      <header className="runs-head">
        <h1>{record ? nameOf(record) : connection === "none" ? "Run not found" : "Run"}</h1>
        <StateOf opened={opened} />
      </header>
      {record?.note && <p className="run-note">{record.note}</p>}
      <StorageNotice trouble={trouble} />
      <Trouble opened={opened} />
      {spec && (
        <div className="row run-actions no-print">
          <Link href={`/lab${specToSearch(spec)}`} className="button">
            Fork in Lab
          </Link>{" "}
          {result && (
            <Link href={`/compare?runs=${id}`} className="button">
              Compare…
            </Link>
          )}{" "}
          {isActive(opened) && (
            <button type="button" className="lab-cancel" disabled={opened.cancelling} onClick={opened.cancel}>
              Cancel
            </button>
          )}
          {record ? (
            <EditWords record={record} />
          ) : (
            opened.status && (
              <button type="button" onClick={() => recordForeign(spec, opened.status!, result)}>
                Add to my runs
              </button>
            )
          )}
        </div>
      )}
      {result ? (
        <ViewedResults result={result} />
      ) : (
        connection !== "none" && <p className="muted">{waitingText(opened)}</p>
      )}
      {spec && <SettingsList spec={spec} />}
      {spec && <Provenance record={record} status={opened.status} result={result} />}
    </article>
  );
}

/** Whether the run can be cancelled here: the server computes it. */
function isActive({ connection, status }: OpenedRun): boolean {
  return status !== null && (connection === "live" || connection === "reconnecting");
}

function waitingText({ connection, status, record }: OpenedRun): string {
  if (connection === "asking") return "Loading…";
  if (status?.state === "queued" || status?.state === "running") return "Waiting for the first results…";
  if (record?.state === "running") return "This run is computed in another tab. Its results are here when it is done.";
  return "The run ended before its first results.";
}

function StateOf({ opened }: { opened: OpenedRun }) {
  const { record, status, connection, cancelling, result } = opened;
  const state = status?.state ?? record?.state;
  if (!state) return null;
  const done = status?.progress.completedReplications ?? record?.done ?? 0;
  const all = status?.progress.replications ?? record?.spec.replications ?? result?.spec.replications ?? 0;
  const instead =
    connection === "reconnecting"
      ? "Connection lost, reconnecting; results are kept"
      : cancelling
        ? "Cancelling"
        : undefined;
  return (
    <output>
      <RunState
        state={state}
        place={record?.place ?? "server"}
        done={done}
        all={all}
        isGone={connection === "none"}
        instead={instead}
      />
    </output>
  );
}

/** What is wrong with the run, and what to do. */
function Trouble({ opened: { record, connection, trouble, status } }: { opened: OpenedRun }) {
  if (connection === "none") return <Gone record={record} />;
  if (trouble) {
    return (
      <div className="notice danger" role="alert">
        <p>
          {trouble.kind === "unreachable"
            ? "The server cannot be reached. Reload this page when it is back."
            : (trouble.problem.detail ?? trouble.problem.title)}
        </p>
      </div>
    );
  }
  if (status?.state !== "failed") return null;
  return (
    <div className="notice danger" role="alert">
      <p>
        <strong>The simulation failed.</strong> {status.error}
      </p>
    </div>
  );
}

/** The server has no such run: one of this browser can be run again. */
function Gone({ record }: { record: RunRecord | undefined }) {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<string>();
  if (!record) {
    return (
      <p className="notice warning">
        Neither the server nor this browser has this run. <Link href="/runs">Your runs</Link>
      </p>
    );
  }
  const again = async () => {
    try {
      navigate(`/runs/${await runAgain(record)}`, { replace: true });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="notice warning">
      <p>The server no longer has this run. The same settings give the same numbers again.</p>
      <button type="button" onClick={() => void again()}>
        Run again
      </button>
      {failure && <p role="alert">{failure}</p>}
    </div>
  );
}

/** The button for the form of name and note, and the form. */
function EditWords({ record }: { record: RunRecord }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <RunWords record={record} onDone={() => setOpen(false)} />;
  return (
    <button type="button" onClick={() => setOpen(true)}>
      Name and note…
    </button>
  );
}
