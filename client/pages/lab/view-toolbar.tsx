import type { BandKind, RegretView } from "../../charts/regret-chart.ts";

interface ViewToolbarProps {
  view: RegretView;
  table: boolean;
  /** Whether there is a lower bound to show. */
  hasBound: boolean;
  /** Whether there is an exact curve to show. */
  hasExact: boolean;
  onView: (view: RegretView) => void;
  onTable: (table: boolean) => void;
}

const bands: readonly { kind: BandKind; label: string }[] = [
  { kind: "mean", label: "95 % of mean" },
  { kind: "quantiles", label: "5–95 % of runs" },
  { kind: "none", label: "None" },
];

/** How the results are shown. */
export function ViewToolbar({ view, table, hasBound, hasExact, onView, onTable }: ViewToolbarProps) {
  const toggle = (name: "logX" | "logY" | "lowerBound" | "exact") => onView({ ...view, [name]: !view[name] });
  return (
    <div className="lab-toolbar">
      <fieldset className="lab-segments">
        <legend>Band</legend>
        {bands.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            className="compact"
            aria-pressed={view.band === kind}
            onClick={() => onView({ ...view, band: kind })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <fieldset className="lab-segments">
        <legend>Logarithmic</legend>
        <button
          type="button"
          className="compact"
          aria-pressed={view.logX}
          aria-keyshortcuts="X"
          onClick={() => toggle("logX")}
        >
          Log x
        </button>
        <button
          type="button"
          className="compact"
          aria-pressed={view.logY}
          aria-keyshortcuts="L"
          onClick={() => toggle("logY")}
        >
          Log y
        </button>
      </fieldset>
      <fieldset className="lab-segments">
        <legend>Show</legend>
        {hasExact && (
          <button type="button" className="compact" aria-pressed={view.exact} onClick={() => toggle("exact")}>
            Exact
          </button>
        )}
        {hasBound && (
          <button type="button" className="compact" aria-pressed={view.lowerBound} onClick={() => toggle("lowerBound")}>
            Lower bound
          </button>
        )}
        <button
          type="button"
          className="compact"
          aria-pressed={table}
          aria-keyshortcuts="T"
          onClick={() => onTable(!table)}
        >
          Table
        </button>
      </fieldset>
    </div>
  );
}
