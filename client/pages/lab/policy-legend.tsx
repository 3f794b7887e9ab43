import type { SimulationResult } from "../../../experiments/result/result.ts";
import { boundsOf, measureNamed, type NamedMeasure, shownOf, titleOf } from "../../charts/lab-view.ts";
import { ExactSwatch, Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { formatCount, formatEstimate, formatNumber, formatPulls } from "../../text/number-format.ts";
import { exactOrLastText, exactReach, whyNotExact } from "./exact.ts";
import "./policy-legend.css";
import {
  baselineOf,
  differenceText,
  type Estimate,
  intervalText,
  isSeparable,
  type Standing,
  standingsOf,
} from "./standings.ts";

interface PolicyLegendProps {
  result: SimulationResult;
  /** The checkpoint whose values are shown. */
  at: number;
  measure: NamedMeasure;
  hidden: ReadonlySet<number>;
  bounds: boolean;
  exact: boolean;
  onToggle: (policy: number) => void;
  /** The policy whose line stands out. */
  emphasised: number | null;
  onEmphasis: (policy: number | null) => void;
}

/** The policies by final regret, with their values at the cursor. A press hides or shows a policy. */
export function PolicyLegend(props: PolicyLegendProps) {
  const { result, at, measure } = props;
  const { checkpoints, spec } = result;
  const baseline = baselineOf(result);
  const hasOptimal = measure.name !== "optimalArmRate";
  return (
    <div className="lab-legend">
      <p className="lab-legend-title">
        {titleOf(measure)}, mean ± s.e. after <strong className="number">{formatCount(checkpoints[at])}</strong>{" "}
        {checkpoints[at] === 1 ? "pull" : "pulls"}
      </p>
      <ScrollBox label="Leaderboard" className="table-scroll">
        <table aria-label={`Policies by regret after ${formatPulls(spec.horizon)}`}>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                Rank
              </th>
              <th scope="col">Policy</th>
              <th scope="col" className="numeric">
                {titleOf(measure)} <small>95% interval</small>
              </th>
              {baseline && (
                <th scope="col" className="numeric" title={`Regret minus that of ${baseline.label}, paired`}>
                  Regret against baseline <small>after {formatPulls(spec.horizon)}, 95% interval</small>
                </th>
              )}
              {hasOptimal && (
                <th scope="col" className="numeric">
                  Optimal arm
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {standingsOf(result).map((standing) => (
              <PolicyRow key={standing.policy} {...props} standing={standing} hasOptimal={hasOptimal} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <OtherLines {...props} />
    </div>
  );
}

type PolicyRowProps = PolicyLegendProps & { standing: Standing; hasOptimal: boolean };

function PolicyRow(props: PolicyRowProps) {
  const { result, at, measure, hidden, exact, onToggle, emphasised, onEmphasis, standing, hasOptimal } = props;
  const { policy, rank, difference } = standing;
  const own = result.policies[policy];
  const estimate = estimateAt(shownOf(own, measure), at);
  const reason = exact && exactReach(result, measure) ? whyNotExact(result, policy) : undefined;
  return (
    <tr
      data-emphasised={policy === emphasised || undefined}
      onPointerEnter={() => onEmphasis(policy)}
      onPointerLeave={() => onEmphasis(null)}
      onFocus={() => onEmphasis(policy)}
      onBlur={() => onEmphasis(null)}
    >
      <td className="numeric">{rank}</td>
      <th scope="row">
        <button
          type="button"
          className="quiet compact"
          aria-pressed={!hidden.has(policy)}
          title={hidden.has(policy) ? `Show ${own.label}` : `Hide ${own.label}`}
          onClick={() => onToggle(policy)}
        >
          <Swatch policy={policy} />
          <span className="lab-legend-name">{own.label}</span>
        </button>
        <span className="print-only">
          <Swatch policy={policy} /> {own.label}
        </span>
        {reason && <span className="lab-legend-exact lab-legend-why"> {reason}</span>}
      </th>
      <td className="numeric">
        {formatEstimate(estimate.mean, estimate.standardError)}{" "}
        <span className="lab-legend-exact">{intervalText(estimate)}</span>
        {exact && <span className="lab-legend-exact"> {exactOrLastText(result, policy, at, measure)}</span>}
      </td>
      {result.comparisons.length > 0 && (
        <td className="numeric">{difference ? <Difference difference={difference} /> : "baseline"}</td>
      )}
      {hasOptimal && (
        <td className="numeric">{formatNumber(shownOf(own, measureNamed("optimalArmRate")).mean[at])}%</td>
      )}
    </tr>
  );
}

/** A difference with its 95% interval, or that the interval holds 0. */
export function Difference({ difference }: { difference: Estimate }) {
  if (difference.standardError === null) return <>{differenceText(difference)}</>;
  return (
    <>
      {isSeparable(difference) ? differenceText(difference) : "not separable"}{" "}
      <span className="lab-legend-exact">{intervalText(difference)}</span>
    </>
  );
}

function estimateAt({ mean, standardError }: ReturnType<typeof shownOf>, at: number): Estimate {
  return { mean: mean[at], standardError: standardError[at] };
}

/** The lines of the chart that are no policy's: exact curves and bounds. */
function OtherLines({ result, at, measure, bounds, exact }: PolicyLegendProps) {
  const reach = exact ? exactReach(result, measure) : undefined;
  const shownBounds = bounds ? boundsOf(result, measure) : [];
  if (!reach && shownBounds.length === 0) return null;
  return (
    <ul>
      {reach && (
        <li>
          <ExactSwatch />
          <span className="lab-legend-name">exact, {reach}</span>
        </li>
      )}
      {shownBounds.map(({ name, title, series }) => (
        <li key={name}>
          <svg className="swatch" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
            <line x1="1" x2="33" y1="7" y2="7" strokeWidth="2" strokeDasharray="1 3" />
          </svg>
          <span className="lab-legend-name">{title}</span> <span className="number">{formatNumber(series[at])}</span>
        </li>
      ))}
    </ul>
  );
}
