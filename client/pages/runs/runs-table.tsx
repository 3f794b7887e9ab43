import { Link } from "wouter";
import { armCountOf, banditDefinition } from "../../../experiments/bandits/registry.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { nameOf, type RunRecord, timeText } from "../../runs/run-record.ts";
import { formatCount, formatEstimate } from "../../text/number-format.ts";
import { counted } from "../../text/words.ts";
import { type Order, policyNames, type SortKey } from "./listed-runs.ts";
import { RunState } from "./run-state.tsx";

interface RunActions {
  rename: (record: RunRecord) => void;
  remove: (record: RunRecord) => void;
  export: (record: RunRecord) => void;
  again: (record: RunRecord) => void;
}

interface RunsTableProps {
  records: readonly RunRecord[];
  order: Order;
  onOrder: (order: Order) => void;
  ticked: ReadonlySet<string>;
  onTick: (id: string) => void;
  act: RunActions;
}

/** Columns whose content stands below the name where the table would be too wide. */
const FOLDED: ReadonlySet<string> = new Set(["Bandit", "T × N"]);

const columns: readonly { title: string; by?: SortKey }[] = [
  { title: "Name", by: "name" },
  { title: "Bandit", by: "bandit" },
  { title: "Policies" },
  { title: "T × N", by: "size" },
  { title: "State", by: "state" },
  { title: "Best policy", by: "best" },
  { title: "When", by: "when" },
];

/** One run a row, with a tick for comparing. */
export function RunsTable({ records, order, onOrder, ticked, onTick, act }: RunsTableProps) {
  return (
    <ScrollBox label="Runs" className="table-scroll shows-more runs-table">
      <table aria-label="Runs">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Compare</span>
            </th>
            {columns.map(({ title, by }) => (
              <th
                key={title}
                scope="col"
                className={FOLDED.has(title) ? "runs-folded" : undefined}
                aria-sort={by === order.by ? (order.isAscending ? "ascending" : "descending") : undefined}
              >
                {by ? (
                  <button
                    type="button"
                    className="quiet compact"
                    onClick={() => onOrder({ by, isAscending: by === order.by ? !order.isAscending : by !== "when" })}
                  >
                    {title}
                    <span aria-hidden="true">{by === order.by && (order.isAscending ? " ↑" : " ↓")}</span>
                  </button>
                ) : (
                  title
                )}
                {by && <span className="print-only">{title}</span>}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <RunRow key={record.id} record={record} isTicked={ticked.has(record.id)} onTick={onTick} act={act} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface RunRowProps extends Pick<RunsTableProps, "onTick" | "act"> {
  record: RunRecord;
  isTicked: boolean;
}

function RunRow({ record, isTicked, onTick, act }: RunRowProps) {
  const { id, note, spec, state, place, done, best, when, isGone } = record;
  const name = nameOf(record);
  const bandit = `${banditDefinition(spec.bandit.kind).label}, ${counted(armCountOf(spec.bandit), "arm")}`;
  const size = `${formatCount(spec.horizon)} × ${formatCount(spec.replications)}`;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${name}`}
          checked={isTicked}
          disabled={isGone || done === 0}
          onChange={() => onTick(id)}
        />
      </td>
      <th scope="row">
        <Link href={`/runs/${id}`}>{name}</Link>
        {note && <span className="runs-note"> {note}</span>}
        <span className="runs-note runs-below">
          {" "}
          {bandit}; {size}
        </span>
      </th>
      <td className="runs-folded">{bandit}</td>
      <td className="runs-policies">{policyNames(record).join(", ")}</td>
      <td className="runs-size runs-folded">{size}</td>
      <td>
        <RunState state={state} place={place} done={done} all={spec.replications} isGone={isGone} />{" "}
        {isGone && (
          <button type="button" className="compact" aria-label={`Run ${name} again`} onClick={() => act.again(record)}>
            Run again
          </button>
        )}
      </td>
      <td className="runs-best">
        {best && (
          <>
            {best.label} <span className="runs-note">regret {formatEstimate(best.regret, best.standardError)}</span>
          </>
        )}
      </td>
      <td className="runs-when">{timeText(when)}</td>
      <td className="no-print">
        <div className="runs-actions">
          <button
            type="button"
            className="quiet compact"
            aria-label={`Rename ${name}`}
            onClick={() => act.rename(record)}
          >
            Rename
          </button>{" "}
          <button
            type="button"
            className="quiet compact"
            aria-label={`Export ${name}`}
            disabled={isGone || done === 0}
            onClick={() => act.export(record)}
          >
            Export
          </button>{" "}
          <button
            type="button"
            className="quiet compact"
            aria-label={`Delete ${name}`}
            onClick={() => act.remove(record)}
          >
            Delete
          </button>
        </div>
      </td>
    </tr>
  );
}
