import { useId } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { formatEstimate, formatPulls } from "../../text/number-format.ts";
import { Difference } from "../lab/policy-legend.tsx";
import { type Estimate, intervalText } from "../lab/standings.ts";
import type { Contender } from "./contenders.ts";
import { regretDifference } from "./differences.ts";

interface DifferenceTableProps {
  contenders: readonly Contender[];
  reference: Contender;
}

/** Every policy with its final regret, and its difference from the reference, the lowest regret first. */
export function DifferenceTable({ contenders, reference }: DifferenceTableProps) {
  const caption = useId();
  const finals = contenders
    .map((contender) => ({ contender, final: finalOf(contender) }))
    .toSorted((a, b) => a.final.mean - b.final.mean);
  return (
    <>
      <p id={caption} className="lab-table-caption">
        Mean regret ± standard error, 95% intervals. Differences are from {reference.label}: below 0 is less regret.
      </p>
      <ScrollBox label="Differences" className="table-scroll shows-more">
        <table className="lab-table compare-table" aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col" className="numeric">
                Final regret
              </th>
              <th scope="col" className="numeric">
                Difference
              </th>
              <th scope="col">How</th>
            </tr>
          </thead>
          <tbody>
            {finals.map(({ contender, final }) => (
              <tr key={contender.key}>
                <th scope="row">
                  <Swatch policy={contender.style} /> {contender.label}
                </th>
                <td className="numeric">
                  {formatEstimate(final.mean, final.standardError)}{" "}
                  <span className="lab-exact">{intervalText(final)}</span>
                </td>
                <DifferenceCells contender={contender} reference={reference} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

function DifferenceCells({ contender, reference }: { contender: Contender; reference: Contender }) {
  if (contender === reference) {
    return (
      <>
        <td className="numeric">reference</td>
        <td>The difference is taken from this policy.</td>
      </>
    );
  }
  const difference = regretDifference(contender, reference);
  if (!difference) {
    return (
      <>
        <td className="numeric">–</td>
        <td>The results have no number of pulls in common.</td>
      </>
    );
  }
  const { method, reason, pulls } = difference;
  const horizons = [contender, reference].map(({ result }) => result.checkpoints.at(-1));
  const isEarlier = horizons.some((horizon) => horizon !== pulls);
  return (
    <>
      <td className="numeric">{method === "same" ? "0" : <Difference difference={difference} />}</td>
      <td className="compare-how">
        {isEarlier && `After ${formatPulls(pulls)}, the last that both have. `}
        {method === "same" && "The same replications: equal by construction."}
        {method === "paired" && "Paired, replication by replication."}
        {method === "unpaired" && `Unpaired, from both standard errors: ${reason}.${caution(contender, reference)}`}
      </td>
    </>
  );
}

/** Runs of one seed share rewards, so their estimates are not independent. */
function caution(a: Contender, b: Contender): string {
  const isShared = a.result.spec.seed === b.result.spec.seed;
  return isShared
    ? " One seed gives both related random numbers, and the interval ignores that: it is usually too wide."
    : "";
}

function finalOf({ result, policy }: Contender): Estimate {
  const { mean, standardError } = result.policies[policy].regret;
  return { mean: mean.at(-1)!, standardError: standardError.at(-1)! };
}
