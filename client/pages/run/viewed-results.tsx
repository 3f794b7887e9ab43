import { useState } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { firstView } from "../lab/first-view.ts";
import { Results } from "../lab/results.tsx";

/** A result with charts, leaderboard, table and export, and a view of its own. */
export function ViewedResults({ result }: { result: SimulationResult }) {
  const [view, setView] = useState(firstView);
  const [table, setTable] = useState(false);
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="visually-hidden">
        Results
      </h2>
      {result.warnings.map((warning) => (
        <p key={warning} className="notice warning">
          {warning}
        </p>
      ))}
      <Results result={result} outdated={false} view={view} table={table} onView={setView} onTable={setTable} />
    </section>
  );
}
