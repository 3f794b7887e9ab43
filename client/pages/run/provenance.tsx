import type { SimulationResult } from "../../../experiments/result/result.ts";
import type { Simulation } from "../../../experiments/result/simulation-handle.ts";
import { type RunRecord, timeText } from "../../runs/run-record.ts";
import type { RunStatus } from "../../sources/run-source.ts";
import { formatCount } from "../../text/number-format.ts";

interface ProvenanceProps {
  record: RunRecord | undefined;
  status: RunStatus | null;
  result: SimulationResult | null;
}

const places: Record<RunRecord["place"], string> = {
  server: "on the server",
  browser: "in this browser",
  file: "imported from a file",
};

/** Where the numbers come from: what is needed to get them again. */
export function Provenance({ record, status, result }: ProvenanceProps) {
  // A status of the server is its whole handle.
  const { createTime, endTime, id } = (status ?? {}) as Partial<Simulation>;
  const time = (text: string) => timeText(Date.parse(text));
  const facts: [string, string | undefined][] = [
    ["Computed", places[record?.place ?? "server"]],
    ["Engine version", result?.engineVersion],
    ["Settings, SHA-256", result?.specHash ?? status?.specHash],
    ["Replications", result ? formatCount(result.completedReplications) : undefined],
    ["Started", createTime ? time(createTime) : record && timeText(record.when)],
    ["Ended", endTime ? time(endTime) : undefined],
    ["Id", id ?? record?.id],
  ];
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">Provenance</h2>
      <dl className="run-facts">
        {facts.map(
          ([title, text]) =>
            text !== undefined && (
              <div key={title}>
                <dt>{title}</dt> <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
