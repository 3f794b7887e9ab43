import type { SimulationResult } from "../../../experiments/result.ts";
import { exactOrLastText, exactReach, whyNotExact } from "./exact.ts";
import { formatCount, formatEstimate, formatNumber } from "../../charts/number-format.ts";
import { ExactSwatch, Swatch } from "../../charts/swatch.tsx";

interface PolicyLegendProps {
  result: SimulationResult;
  /** Index of the checkpoint whose values are shown. */
  at: number;
  hidden: ReadonlySet<number>;
  lowerBound: boolean;
  exact: boolean;
  onToggle: (policy: number) => void;
}

/** Which line is which, and what they are at the cursor; a press hides or shows a policy. */
export function PolicyLegend({ result, at, hidden, lowerBound, exact, onToggle }: PolicyLegendProps) {
  const { checkpoints, policies, reference } = result;
  const reach = exactReach(result);
  return (
    <div className="lab-legend">
      <p className="lab-legend-title">
        Mean regret ± s.e. after <strong className="number">{formatCount(checkpoints[at])}</strong>{" "}
        {checkpoints[at] === 1 ? "pull" : "pulls"}
      </p>
      <ul>
        {policies.map(({ label, regret }, policy) => (
          // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
          <li key={policy}>
            <button
              type="button"
              className="quiet compact"
              aria-pressed={!hidden.has(policy)}
              title={hidden.has(policy) ? `Show ${label}` : `Hide ${label}`}
              onClick={() => onToggle(policy)}
            >
              <Swatch policy={policy} />
              <span className="lab-legend-name">{label}</span>
            </button>{" "}
            <span className="number">
              {formatEstimate(regret.mean[at], regret.standardError[at])}{" "}
              {exact && <span className="lab-legend-exact">{exactOrLastText(result, policy, at)}</span>}
            </span>{" "}
            {exact && whyNotExact(result, policy) && (
              <span className="lab-legend-exact lab-legend-why">{whyNotExact(result, policy)}</span>
            )}
          </li>
        ))}
        {exact && reach && (
          <li className="lab-legend-bound">
            <span>
              <ExactSwatch />
              <span className="lab-legend-name">exact (dynamic programming), {reach}</span>
            </span>
          </li>
        )}
        {lowerBound && reference.lowerBound && (
          <li className="lab-legend-bound">
            <span>
              <svg className="swatch" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
                <line x1="1" x2="33" y1="7" y2="7" strokeWidth="2" strokeDasharray="1 3" />
              </svg>
              <span className="lab-legend-name">Lai–Robbins bound (asymptotic)</span>
            </span>{" "}
            <span className="number">{formatNumber(reference.lowerBound[at])}</span>
          </li>
        )}
      </ul>
    </div>
  );
}
