import type { PolicyResult, SimulationResult } from "../../../experiments/result/result.ts";
import { boundsOf, type NamedMeasure, shownOf, titleOf } from "../../charts/lab-view.ts";
import { exactOrLastText, exactReach, whyNotExact } from "./exact.ts";
import { formatCount, formatEstimate, formatNumber } from "../../text/number-format.ts";
import { ExactSwatch, Swatch } from "../../charts/swatch.tsx";
import "./policy-legend.css";

interface PolicyLegendProps {
  result: SimulationResult;
  /** The checkpoint whose values are shown. */
  at: number;
  measure: NamedMeasure;
  hidden: ReadonlySet<number>;
  bounds: boolean;
  exact: boolean;
  onToggle: (policy: number) => void;
}

/** Names of the lines and their values at the cursor. A press hides or shows a policy. */
export function PolicyLegend({ result, at, measure, hidden, bounds, exact, onToggle }: PolicyLegendProps) {
  const { checkpoints, policies } = result;
  const reach = exactReach(result, measure);
  const estimateOf = (policy: PolicyResult) => {
    const { mean, standardError } = shownOf(policy, measure);
    return formatEstimate(mean[at], standardError[at]);
  };
  const shownBounds = bounds ? boundsOf(result, measure) : [];
  return (
    <div className="lab-legend">
      <p className="lab-legend-title">
        {titleOf(measure)}, mean ± s.e. after <strong className="number">{formatCount(checkpoints[at])}</strong>{" "}
        {checkpoints[at] === 1 ? "pull" : "pulls"}
      </p>
      <ul>
        {policies.map((each, policy) => (
          // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
          <li key={policy}>
            <button
              type="button"
              className="quiet compact"
              aria-pressed={!hidden.has(policy)}
              title={hidden.has(policy) ? `Show ${each.label}` : `Hide ${each.label}`}
              onClick={() => onToggle(policy)}
            >
              <Swatch policy={policy} />
              <span className="lab-legend-name">{each.label}</span>
            </button>{" "}
            <span className="number">
              {estimateOf(each)}{" "}
              {exact && <span className="lab-legend-exact">{exactOrLastText(result, policy, at, measure)}</span>}
            </span>{" "}
            {exact && reach && whyNotExact(result, policy) && (
              <span className="lab-legend-exact lab-legend-why">{whyNotExact(result, policy)}</span>
            )}
          </li>
        ))}
        {exact && reach && (
          <li className="lab-legend-bound">
            <span>
              <ExactSwatch />
              <span className="lab-legend-name">exact, {reach}</span>
            </span>
          </li>
        )}
        {shownBounds.map(({ name, title, series }) => (
          <li key={name} className="lab-legend-bound">
            <span>
              <svg className="swatch" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
                <line x1="1" x2="33" y1="7" y2="7" strokeWidth="2" strokeDasharray="1 3" />
              </svg>
              <span className="lab-legend-name">{title}</span>
            </span>{" "}
            <span className="number">{formatNumber(series[at])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
