import { Link } from "wouter";
import { isRunning, nameOf, timeText } from "../../runs/run-record.ts";
import { useRuns } from "../../runs/use-runs.ts";
import { formatCount } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { policyNames } from "../runs/listed-runs.ts";
import { compareAddress } from "./address.ts";

/** The other runs of this browser; a press adds one to the comparison. */
export function RunPicker({ ids }: { ids: readonly string[] }) {
  const { records, isLoaded } = useRuns();
  const others = records.filter(({ id, isGone, done, ...record }) => {
    const hasResult = done > 0 || isRunning(record);
    return !isGone && hasResult && !ids.includes(id);
  });
  if (!isLoaded) return <output>Loading…</output>;
  if (others.length === 0) {
    return (
      <p>
        This browser has no other run. <Link href="/lab">Start one in the Lab</Link> or{" "}
        <Link href="/runs">import a result</Link>.
      </p>
    );
  }
  return (
    <ul className="compare-picker">
      {others.map((record) => (
        <li key={record.id}>
          <Link href={compareAddress([...ids, record.id])}>{nameOf(record)}</Link>{" "}
          <span className="muted">
            {listed(policyNames(record))}; T = {formatCount(record.spec.horizon)}, N ={" "}
            {formatCount(record.spec.replications)}
            {record.name && `; ${timeText(record.when)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
