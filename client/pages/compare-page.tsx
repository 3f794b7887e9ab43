import { useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { measureNamed, measuresOf } from "../charts/lab-view.ts";
import { nameOf } from "../runs/run-record.ts";
import { useRuns } from "../runs/use-runs.ts";
import { formatCount } from "../text/number-format.ts";
import { MOST_RUNS, runsInSearch, withSetting } from "./compare/address.ts";
import "./compare/compare.css";
import { type ComparedRun, contendersOf } from "./compare/contenders.ts";
import { DifferenceTable } from "./compare/difference-table.tsx";
import { DifferingSettings } from "./compare/differing-settings.tsx";
import { OverlayFigure } from "./compare/overlay-figure.tsx";
import { RunPicker } from "./compare/run-picker.tsx";
import { type FetchedResult, useResults } from "./compare/use-results.ts";
import "./lab/results.css";
import { StorageNotice } from "./runs/storage-notice.tsx";

/** Several runs: one chart, the settings that differ, and differences of regret with intervals. */
export function ComparePage() {
  const listed = runsInSearch(useSearch());
  const ids = listed.slice(0, MOST_RUNS);
  const results = useResults(ids);
  const { records, trouble } = useRuns();
  const letterOf = (index: number) => String.fromCodePoint(65 + index);
  const nameAt = (index: number) => {
    const record = records.find(({ id }) => id === ids[index]);
    return record ? nameOf(record) : `Run ${ids[index].slice(0, 8)}`;
  };
  const runs = results.flatMap((result, index): ComparedRun[] =>
    result && !("missing" in result) ? [{ id: ids[index], letter: letterOf(index), name: nameAt(index), result }] : [],
  );
  const isWaiting = results.some((result) => result === undefined);
  return (
    <article className="compare">
      <h1>Compare runs</h1>
      <StorageNotice trouble={trouble} />
      {listed.length > MOST_RUNS && (
        <p className="notice warning">Only the first {MOST_RUNS} runs of the link are compared.</p>
      )}
      {results.map(
        (result, index) =>
          result &&
          "missing" in result && (
            <p key={ids[index]} className="notice warning">
              <Link href={`/runs/${ids[index]}`}>{nameAt(index)}</Link> has no result here. {result.missing}
            </p>
          ),
      )}
      {ids.length > 0 && (
        <ul className="compare-runs">
          {ids.map((id, index) => (
            <li key={id}>
              <strong>{letterOf(index)}</strong> <Link href={`/runs/${id}`}>{nameAt(index)}</Link>
              {partText(results[index])}
            </li>
          ))}
        </ul>
      )}
      {isWaiting && <output>Loading the results…</output>}
      {!isWaiting && runs.length > 1 && <Comparison runs={runs} />}
      {ids.length < MOST_RUNS && (
        <section className="no-print" aria-labelledby="pick">
          <h2 id="pick">{ids.length === 0 ? "Choose a run" : ids.length === 1 ? "Compare with" : "Add a run"}</h2>
          <RunPicker ids={ids} />
        </section>
      )}
    </article>
  );
}

/** ", 200 of 500 replications"; nothing for a complete result. */
function partText(result: FetchedResult): string {
  if (!result || "missing" in result || result.complete) return "";
  const { completedReplications, spec } = result;
  return `, ${formatCount(completedReplications)} of ${formatCount(spec.replications)} replications`;
}

function Comparison({ runs }: { runs: readonly ComparedRun[] }) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const contenders = useMemo(() => contendersOf(runs), [runs]);
  const measures = measuresOf(runs[0].result);
  const parameters = new URLSearchParams(search);
  const wanted = parameters.get("measure");
  const measure = measureNamed(measures.find(({ name }) => name === wanted)?.name ?? "regret");
  const reference = contenders.find(({ key }) => key === parameters.get("against")) ?? contenders[0];
  const choose = (name: string, value: string) => navigate(withSetting(search, name, value), { replace: true });
  return (
    <>
      <div className="row compare-choices no-print">
        <label>
          Measure{" "}
          <select value={measure.name} onChange={({ target }) => choose("measure", target.value)}>
            {measures.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Differences from{" "}
          <select value={reference.key} onChange={({ target }) => choose("against", target.value)}>
            {contenders.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <OverlayFigure contenders={contenders} measure={measure} />
      <DifferenceTable contenders={contenders} reference={reference} />
      <DifferingSettings runs={runs} />
    </>
  );
}
