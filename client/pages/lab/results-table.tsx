import { useId } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import { formatCount, formatEstimate, formatNumber, formatPulls, percent } from "../../charts/number-format.ts";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { exactAt, exactReach, exactText } from "./exact.ts";

/** The numbers behind the charts: at the horizon for every policy, and regret on the way there. */
export function ResultsTable({ result }: { result: SimulationResult }) {
  return (
    <div className="lab-tables">
      <FinalTable result={result} />
      <RegretTable result={result} />
    </div>
  );
}

function FinalTable({ result }: { result: SimulationResult }) {
  const { policies, spec, completedReplications, checkpoints } = result;
  const caption = useId();
  return (
    <>
      <p id={caption} className="lab-table-caption">
        After {formatPulls(spec.horizon)}, over {formatCount(completedReplications)} replications; means ± their
        standard errors, quantiles ± {percent(policies[0].finalRegret.quantiles.relativeError)}
      </p>
      <ScrollBox label="Results at the horizon" className="table-scroll shows-more">
        <table className="lab-table" aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col" className="numeric">
                Final regret
              </th>
              <th scope="col" className="numeric">
                5 %
              </th>
              <th scope="col" className="numeric">
                Median
              </th>
              <th scope="col" className="numeric">
                95 %
              </th>
              <th scope="col" className="numeric">
                Optimal arm, %
              </th>
              <th scope="col" className="numeric">
                Reward
              </th>
              <th scope="col" className="numeric">
                Switches
              </th>
            </tr>
          </thead>
          <tbody>
            {policies.map(({ label, finalRegret, optimalArmRate, reward, switches }, policy) => {
              const { levels, values } = finalRegret.quantiles;
              const error = optimalArmRate.standardError.at(-1)!;
              return (
                // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
                <tr key={policy}>
                  <th scope="row">
                    <Swatch policy={policy} /> {label}
                  </th>
                  <td className="numeric">
                    {formatEstimate(finalRegret.mean, finalRegret.standardError)}
                    <Exact result={result} policy={policy} at={checkpoints.length - 1} />
                  </td>
                  {[0.05, 0.5, 0.95].map((level) => (
                    <td key={level} className="numeric">
                      {formatNumber(values[levels.indexOf(level)])}
                    </td>
                  ))}
                  <td className="numeric">
                    {formatEstimate(optimalArmRate.mean.at(-1)! * 100, error === null ? null : error * 100)}
                  </td>
                  <td className="numeric">{formatEstimate(reward.mean.at(-1)!, reward.standardError.at(-1)!)}</td>
                  <td className="numeric">{formatEstimate(switches.mean.at(-1)!, switches.standardError.at(-1)!)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

const ROWS = 12;

function RegretTable({ result }: { result: SimulationResult }) {
  const { checkpoints, policies } = result;
  const reach = exactReach(result);
  const caption = useId();
  return (
    <>
      <p id={caption} className="lab-table-caption">
        Mean cumulative regret ± standard error after t pulls
        {reach && `; below it the exact regret by dynamic programming, ${reach}, and how far the mean is above it`}
      </p>
      <ScrollBox label="Regret along the way" className="table-scroll shows-more">
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
                {policies.map(({ regret }, policy) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a policy is its place in the result
                  <td key={policy} className="numeric">
                    {formatEstimate(regret.mean[index], regret.standardError[index])}
                    <Exact result={result} policy={policy} at={index} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** What a mean estimates, below it, where that is known. */
function Exact({ result, policy, at }: { result: SimulationResult; policy: number; at: number }) {
  const comparison = exactAt(result, policy, at);
  return comparison && <span className="lab-exact">{exactText(comparison)}</span>;
}

/** At most `rows` indices below `count`, evenly spaced, first and last included. */
export function spacedIndices(count: number, rows: number): number[] {
  if (count <= rows) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: rows }, (_, row) => Math.round((row * (count - 1)) / (rows - 1)));
}
