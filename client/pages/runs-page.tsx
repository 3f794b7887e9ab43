import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { MistakeList } from "../forms/mistake-list.tsx";
import { refreshRuns } from "../runs/follow-runs.ts";
import { type ImportTrouble, importRun } from "../runs/import-run.ts";
import { runAgain } from "../runs/run-again.ts";
import { runs } from "../runs/run-list.ts";
import { nameOf, type RunRecord } from "../runs/run-record.ts";
import { useRuns } from "../runs/use-runs.ts";
import { compareAddress } from "./compare/address.ts";
import { exportRun } from "./runs/export-run.ts";
import { ImportButton } from "./runs/import-button.tsx";
import { RenameDialog } from "./runs/rename-dialog.tsx";
import { listedRuns, type Order } from "./runs/listed-runs.ts";
import { RunsTable } from "./runs/runs-table.tsx";
import "./runs/runs.css";
import { StorageNotice } from "./runs/storage-notice.tsx";
import { SweepsList } from "./runs/sweeps-list.tsx";

/** A run that was deleted a moment ago. */
interface Deleted {
  name: string;
  restore: () => void;
}

/** The runs that this browser has started or imported. */
export function RunsPage() {
  const { records, isLoaded, trouble } = useRuns();
  const [order, setOrder] = useState<Order>({ by: "when", isAscending: false });
  const [search, setSearch] = useState("");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [deleted, setDeleted] = useState<Deleted>();
  const [refused, setRefused] = useState<ImportTrouble>();
  const [renamed, setRenamed] = useState<RunRecord>();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [, navigate] = useLocation();

  useEffect(() => {
    // Once: the header follows those that are running.
    if (isLoaded) void refreshRuns(runs.state().records.filter(({ place }) => place === "server"));
  }, [isLoaded]);

  const shown = listedRuns(records, search, order);
  const chosen = records.filter(({ id }) => ticked.has(id));
  const tick = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const fail = (detail: string) => setRefused({ detail, mistakes: [] });
  const act = {
    rename: (record: RunRecord) => {
      setRenamed(record);
      dialog.current!.showModal();
    },
    remove: async (record: RunRecord) => {
      const restore = await runs.remove(record.id);
      setDeleted({ name: nameOf(record), restore });
      // The button that was pressed is gone.
      heading.current!.focus();
    },
    export: async (record: RunRecord) => {
      if (!(await exportRun(record))) fail(`${nameOf(record)} has no result to export.`);
    },
    again: async (record: RunRecord) => {
      try {
        navigate(`/runs/${await runAgain(record)}`);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    },
  };
  const importFile = (file: File) =>
    void importRun(file).then((imported) => {
      setRefused(typeof imported === "string" ? undefined : imported);
      if (typeof imported === "string") navigate(`/runs/${imported}`);
    });
  return (
    <div className="runs">
      <header className="runs-head">
        <h1 ref={heading} tabIndex={-1}>
          Runs
        </h1>
        <p className="muted">The runs that this browser has started or imported.</p>
      </header>
      <StorageNotice trouble={trouble} />
      <ImportRefusal trouble={refused} />
      <output className="runs-deleted">
        {deleted && (
          <>
            Deleted {deleted.name}.{" "}
            <button
              type="button"
              className="compact"
              onClick={() => {
                deleted.restore();
                setDeleted(undefined);
              }}
            >
              Undo
            </button>
          </>
        )}
      </output>
      {isLoaded && records.length === 0 && (
        <div className="runs-empty">
          <p>No runs yet. Every run that you start in the Lab is listed here, also after you leave the Lab.</p>
          <div className="row">
            <Link href="/lab" className="button primary">
              Open the Lab
            </Link>
            <ImportButton onFile={importFile} />
          </div>
        </div>
      )}
      {records.length > 0 && (
        <>
          <div className="runs-tools row no-print">
            <label>
              Search <input type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
            </label>
            <button
              type="button"
              className="primary"
              disabled={chosen.length < 2}
              onClick={() => navigate(compareAddress(chosen.map(({ id }) => id)))}
            >
              {chosen.length < 2 ? "Compare: tick two or more" : `Compare ${chosen.length} runs`}
            </button>
            <ImportButton onFile={importFile} />
          </div>
          {shown.length === 0 ? (
            <p>No run matches “{search}”.</p>
          ) : (
            <RunsTable records={shown} order={order} onOrder={setOrder} ticked={ticked} onTick={tick} act={act} />
          )}
        </>
      )}
      <SweepsList />
      <RenameDialog dialog={dialog} record={renamed} />
    </div>
  );
}

/** What kept a file from being imported, or a run from being exported or run again. */
function ImportRefusal({ trouble }: { trouble: ImportTrouble | undefined }) {
  if (!trouble) return null;
  return (
    <div className="notice danger" role="alert">
      <p>{trouble.detail}</p>
      <MistakeList mistakes={trouble.mistakes} />
    </div>
  );
}
