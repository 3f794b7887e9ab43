import { useEffect, useState } from "react";
import { Link } from "wouter";
import type { SimulationState } from "../../../experiments/result/simulation-handle.ts";
import type { Sweep } from "../../../experiments/sweep/sweep-handle.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { spokenNumber } from "../../forms/number-words.ts";
import { timeText } from "../../runs/run-record.ts";
import { Refusal } from "../../sources/simulation-api.ts";
import { findSweep } from "../../sources/sweep-api.ts";
import { forgetSweep, rememberedSweeps, type SweepRecord } from "../../sources/sweep-memory.ts";
import { counted } from "../../text/words.ts";
import { axisName } from "../lab/sweep/axis-name.ts";
import { labSearchOf } from "../lab/sweep/experiment-url.ts";

/** What the server says of a sweep; "gone" if it has none, "away" if it does not answer. */
type Found = Sweep | "gone" | "away" | undefined;

/** The sweeps that this browser has started on the server; nothing without any. */
export function SweepsList() {
  const [records, setRecords] = useState(rememberedSweeps);
  const found = useSweeps(records);
  if (records.length === 0) return null;
  return (
    <section aria-labelledby="sweeps">
      <h2 id="sweeps">Sweeps</h2>
      <ScrollBox label="Sweeps" className="table-scroll shows-more runs-table">
        <table aria-labelledby="sweeps">
          <thead>
            <tr>
              <th scope="col">Sweep</th>
              <th scope="col">State</th>
              <th scope="col">When</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={record.id}>
                <th scope="row">
                  <Link href={`/lab${labSearchOf(record)}`}>{nameOfSweep(record)}</Link>
                </th>
                <td>{stateText(found.get(record.id))}</td>
                <td>{timeText(record.when)}</td>
                <td className="no-print">
                  <button
                    type="button"
                    className="quiet compact"
                    aria-label={`Forget the sweep of ${nameOfSweep(record)}`}
                    onClick={() => {
                      forgetSweep(record.id);
                      setRecords(rememberedSweeps());
                    }}
                  >
                    Forget
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** "ε, 6 values: 0.01 … 0.5". */
function nameOfSweep({ base, axis: { pointer, values } }: SweepRecord): string {
  const { symbol } = axisName(pointer, base);
  return `${symbol}, ${counted(values.length, "value")}: ${spokenNumber(values[0])} … ${spokenNumber(values.at(-1)!)}`;
}

const words: Record<SimulationState, string> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Finished",
  failed: "Failed",
  cancelled: "Cancelled",
};

function stateText(found: Found): string {
  if (found === undefined) return "…";
  if (found === "gone") return "No longer on the server";
  if (found === "away") return "The server does not answer";
  const { completedPoints, points } = found.progress;
  return `${words[found.state]}, ${completedPoints} of ${points} values`;
}

/** The sweeps as the server knows them when the page opens. */
function useSweeps(records: readonly SweepRecord[]): ReadonlyMap<string, Found> {
  const [found, setFound] = useState<ReadonlyMap<string, Found>>(new Map());
  useEffect(() => {
    let isLeft = false;
    for (const { id } of records) {
      void findSweep(id)
        .catch((error: unknown) => (error instanceof Refusal ? "gone" : "away"))
        .then((sweep) => isLeft || setFound((known) => new Map(known).set(id, sweep)));
    }
    return () => void (isLeft = true);
  }, [records]);
  return found;
}
