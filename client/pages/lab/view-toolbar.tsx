import {
  type BandKind,
  type LabView,
  measureNamed,
  type MeasureName,
  type NamedMeasure,
} from "../../charts/lab-view.ts";

interface ViewToolbarProps {
  view: LabView;
  table: boolean;
  /** The measures of the result. */
  measures: readonly NamedMeasure[];
  /** Whether the axis of pulls is logarithmic. */
  logX: boolean;
  /** Whether the measure has a bound to show. */
  hasBounds: boolean;
  /** Whether the measure has an exact curve to show. */
  hasExact: boolean;
  onView: (view: LabView) => void;
  onTable: (table: boolean) => void;
}

const bands: readonly { kind: BandKind; label: string; title?: string }[] = [
  { kind: "mean", label: "95% CI", title: "95% confidence interval of the mean" },
  { kind: "quantiles", label: "5–95% of runs" },
  { kind: "none", label: "None" },
];

/** Controls of what the charts show. */
export function ViewToolbar({ view, table, measures, logX, hasBounds, hasExact, onView, onTable }: ViewToolbarProps) {
  const toggle = (name: "logY" | "bounds" | "exact") => onView({ ...view, [name]: !view[name] });
  const { distribution } = measureNamed(view.measure);
  const shownBand = view.band === "quantiles" && !distribution ? "mean" : view.band;
  return (
    <div className="lab-toolbar">
      <label className="lab-measure">
        Measure
        <select
          value={view.measure}
          onChange={({ target }) => onView({ ...view, measure: target.value as MeasureName })}
        >
          {measures.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="lab-segments">
        <legend>Band</legend>
        {bands.map(({ kind, label, title }) => (
          <button
            key={kind}
            type="button"
            className="compact"
            aria-pressed={shownBand === kind}
            disabled={kind === "quantiles" && !distribution}
            title={kind === "quantiles" && !distribution ? "This measure has no quantiles." : title}
            onClick={() => onView({ ...view, band: kind })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <fieldset className="lab-segments">
        <legend>Log axis</legend>
        <button
          type="button"
          className="compact"
          aria-pressed={logX}
          aria-label="Log x"
          aria-keyshortcuts="X"
          onClick={() => onView({ ...view, logX: !logX })}
        >
          x
        </button>
        <button
          type="button"
          className="compact"
          aria-pressed={view.logY}
          aria-label="Log y"
          aria-keyshortcuts="L"
          onClick={() => toggle("logY")}
        >
          y
        </button>
      </fieldset>
      <fieldset className="lab-segments">
        <legend>Show</legend>
        {hasExact && (
          <button type="button" className="compact" aria-pressed={view.exact} onClick={() => toggle("exact")}>
            Exact
          </button>
        )}
        {hasBounds && (
          <button type="button" className="compact" aria-pressed={view.bounds} onClick={() => toggle("bounds")}>
            Bound
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
