import { useId } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { formatEstimate } from "../../text/number-format.ts";
import { Difference } from "../lab/policy-legend.tsx";
import { type Estimate, intervalText } from "../lab/standings.ts";
import type { Contender } from "./contenders.ts";
import { howText } from "./difference-words.ts";
import { regretDifference } from "./differences.ts";

interface DifferenceTableProps {
  contenders: readonly Contender[];
  reference: Contender;
}

/** Every policy with its final regret, and its difference from the reference, the lowest regret first. */
export function DifferenceTable({ contenders, reference }: DifferenceTableProps) {
  const caption = useId();
  const rows = contenders
    .map((contender) => {
      const difference = contender === reference ? undefined : regretDifference(contender, reference);
      return { contender, final: finalOf(contender), difference, ...howText(contender, reference, difference) };
    })
    .toSorted((a, b) => a.final.mean - b.final.mean);
  const notes = [...new Set(rows.flatMap(({ note }) => note ?? []))];
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
            {rows.map(({ contender, final, difference, how, note }) => (
              <tr key={contender.key}>
                <th scope="row">
                  <Swatch policy={contender.style} /> {contender.label}
                </th>
                <td className="numeric">
                  {formatEstimate(final.mean, final.standardError)}{" "}
                  <span className="lab-exact">{intervalText(final)}</span>
                </td>
                <td className="numeric">
                  {difference ? <Difference difference={difference} /> : contender === reference ? "reference" : "–"}
                </td>
                <td>
                  {how}
                  {note && `, note ${notes.indexOf(note) + 1}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {notes.length > 0 && (
        <ol className="compare-notes" aria-label="Notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      )}
    </>
  );
}

function finalOf({ result, policy }: Contender): Estimate {
  const { mean, standardError } = result.policies[policy].regret;
  return { mean: mean.at(-1)!, standardError: standardError.at(-1)! };
}
