import { Fragment, useId } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { measuresOf, type NamedMeasure, shownOf, titleOf } from "../../charts/lab-view.ts";
import { precisionOf, worstPrecision } from "../../charts/measure-chart.ts";
import { formatCount, formatEstimate, formatNumber, formatPulls } from "../../text/number-format.ts";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { exactAt, exactReach, exactText } from "./exact.ts";

/** The numbers behind the charts: all measures at the horizon, and one measure at all checkpoints. */
export function ResultsTable({ result, measure }: { result: SimulationResult; measure: NamedMeasure }) {
  return (
    <div className="lab-tables">
      <FinalTable result={result} />
      <MeasureTable result={result} measure={measure} />
    </div>
  );
}

const LEVELS = [0.05, 0.5, 0.95];

function FinalTable({ result }: { result: SimulationResult }) {
  const { policies, spec, completedReplications } = result;
  const caption = useId();
  return (
    <>
      <p id={caption} className="lab-table-caption">
        After {formatPulls(spec.horizon)}, over {formatCount(completedReplications)} replications: mean ± standard
        error; quantiles {precisionOf(worstPrecision(policies))}
      </p>
      <ScrollBox label="Results at the horizon" className="table-scroll shows-more">
        <table className="lab-table" aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              {measuresOf(result).map((measure) => (
                <Fragment key={measure.name}>
                  <th scope="col" className="numeric" title={measure.description}>
                    {titleOf(measure)}
                  </th>
                  {measure.distribution &&
                    LEVELS.map((level) => (
                      <th key={level} scope="col" className="numeric">
                        {level === 0.5 ? "Median" : `${100 * level}%`}
                      </th>
                    ))}
                </Fragment>
              ))}
            </tr>
          </thead>
          <tbody>
            {policies.map(({ label }, policy) => (
              // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
              <tr key={policy}>
                <th scope="row">
                  <Swatch policy={policy} /> {label}
                </th>
                {measuresOf(result).map((measure) => (
                  <FinalCells key={measure.name} result={result} policy={policy} measure={measure} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

interface CellProps {
  result: SimulationResult;
  policy: number;
  measure: NamedMeasure;
}

/** A measure at the horizon, and its quantiles if it has any. */
function FinalCells({ result, policy, measure }: CellProps) {
  const { quantiles } = shownOf(result.policies[policy], measure);
  return (
    <>
      <EstimateCell result={result} policy={policy} measure={measure} at={result.checkpoints.length - 1} />
      {quantiles &&
        LEVELS.map((level) => (
          <td key={level} className="numeric">
            {formatNumber(quantiles.values[quantiles.levels.indexOf(level)].at(-1)!)}
          </td>
        ))}
    </>
  );
}

/** A mean with its standard error and, below, the exact expectation where known. */
function EstimateCell({ result, policy, measure, at }: CellProps & { at: number }) {
  const { mean, standardError } = shownOf(result.policies[policy], measure);
  const comparison = exactAt(result, policy, at, measure);
  return (
    <td className="numeric">
      {formatEstimate(mean[at], standardError[at])}
      {comparison && <span className="lab-exact">{exactText(comparison)}</span>}
    </td>
  );
}

const ROWS = 12;

function MeasureTable({ result, measure }: { result: SimulationResult; measure: NamedMeasure }) {
  const { checkpoints, policies } = result;
  const reach = exactReach(result, measure);
  const caption = useId();
  return (
    <>
      <p id={caption} className="lab-table-caption">
        {titleOf(measure)}: {measure.description}, mean ± standard error
        {reach && `; below it the exact value, ${reach}, and how many standard errors the mean is above it`}
      </p>
      <ScrollBox label={`${measure.title} by pull`} className="table-scroll shows-more">
        <table className="lab-table" aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                t
              </th>
              {policies.map(({ label }, policy) => (
                // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
                <th key={policy} scope="col" className="numeric">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spacedIndices(checkpoints.length, ROWS).map((index) => (
              <tr key={index}>
                <th scope="row" className="numeric">
                  {formatCount(checkpoints[index])}
                </th>
                {policies.map((_, policy) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
                  <EstimateCell key={policy} result={result} policy={policy} measure={measure} at={index} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** At most `rows` indices below `count`, evenly spaced, first and last included. */
export function spacedIndices(count: number, rows: number): number[] {
  if (count <= rows) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: rows }, (_, row) => Math.round((row * (count - 1)) / (rows - 1)));
}
