import { followRuns } from "./follow-runs.ts";
import { runs } from "./run-list.ts";
import { isRunning } from "./run-record.ts";

/** Reports how many runs are going, now and after every change, and keeps their states up to date. @returns what ends this */
export function watchRunning(report: (count: number) => void): () => void {
  const count = () => report(runs.state().records.filter(isRunning).length);
  const [leave, stop] = [runs.subscribe(count), followRuns()];
  count();
  return () => {
    leave();
    stop();
  };
}
