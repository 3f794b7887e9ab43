import { useId } from "react";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { Swatch } from "../../../charts/swatch.tsx";
import { spokenNumber } from "../../../forms/number-words.ts";
import type { SimulationState } from "../../../../experiments/result/simulation-handle.ts";
import { formatCount, formatEstimate } from "../../../text/number-format.ts";
import { intervalText } from "../standings.ts";
import type { SweepLine } from "./sweep-lines.ts";
import type { SweepRun } from "./sweep-run.ts";

interface SweepTableProps {
  run: SweepRun;
  lines: readonly SweepLine[];
  symbol: string;
  caption: string;
  /** The value at the cursor of the chart. */
  marked: number | undefined;
}

/** Every value of a sweep with the regret of each policy, or how far its simulation is. */
export function SweepTable({ run, lines, symbol, caption, marked }: SweepTableProps) {
  const rows = rowsOf(run);
  const id = useId();
  return (
    <>
      <p id={id} className="lab-table-caption">
        {caption}
      </p>
      <ScrollBox label="Values of the sweep" className="table-scroll shows-more">
        <table className="lab-table sweep-table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                {symbol}
              </th>
              {lines.map(({ policy, label }) => (
                <th key={policy} scope="col" className="numeric">
                  <Swatch policy={policy} /> {label}
                </th>
              ))}
              <th scope="col">Replications</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ value, done, all, state, estimates }) => (
              <tr key={value} data-marked={value === marked || undefined}>
                <th scope="row" className="numeric">
                  {spokenNumber(value)}
                </th>
                {lines.map(({ policy, points, best }, index) => (
                  <td key={policy} className="numeric">
                    <Cell estimate={estimates[index]} isBest={best !== undefined && points[best].value === value} />
                  </td>
                ))}
                <td>
                  {done === all ? formatCount(all) : `${formatCount(done)} of ${formatCount(all)}`}
                  {run.status && stateWords[state]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

const stateWords: Record<SimulationState, string> = {
  queued: ", waiting",
  running: ", running",
  succeeded: "",
  failed: ", failed",
  cancelled: ", cancelled",
};

interface RowEstimate {
  mean: number;
  standardError: number | null;
}

function Cell({ estimate, isBest }: { estimate: RowEstimate | undefined; isBest: boolean }) {
  if (!estimate) return <>–</>;
  return (
    <>
      {isBest && <span className="sweep-best">lowest </span>}
      {formatEstimate(estimate.mean, estimate.standardError)}{" "}
      <span className="lab-exact">{intervalText(estimate)}</span>
    </>
  );
}

interface Row {
  value: number;
  done: number;
  all: number;
  state: SimulationState;
  estimates: readonly RowEstimate[];
}

/** The points by value, with what is known of each. */
function rowsOf({ experiment, status, result }: SweepRun): Row[] {
  return experiment.sweep.points
    .map(({ values, spec }, index) => {
      const handle = status?.points[index].simulation;
      const known = result?.points[index];
      return {
        value: values[0] as number,
        done: known?.completedReplications || (handle?.progress.completedReplications ?? 0),
        all: spec.spec.replications,
        state: handle?.state ?? (known?.complete ? "succeeded" : "queued"),
        estimates: known?.policies.map(({ finalRegret }) => finalRegret) ?? [],
      };
    })
    .toSorted((a, b) => a.value - b.value);
}
