import { formatCount } from "../../../text/number-format.ts";
import type { BarState } from "../bar-state.ts";
import { durationText, troubleTexts } from "../run-text.ts";
import { isSweeping, type SweepRun } from "./sweep-run.ts";

/** What the bar says of a sweep. */
export function barOfSweep(run: SweepRun): BarState {
  const { done, all } = replicationsOf(run);
  return { ...stateOf(run), progress: progressText(run), done, all, active: isSweeping(run) };
}

const endTexts = {
  succeeded: { text: "Finished", tone: "good" },
  cancelled: { text: "Cancelled", tone: "quiet" },
  failed: { text: "Failed", tone: "bad" },
} as const;

function stateOf(run: SweepRun): Pick<BarState, "text" | "tone"> {
  const { connection, status, cancelling, trouble, place } = run;
  if (trouble) return { text: troubleTexts[trouble.kind], tone: "bad" };
  if (connection === "none") return { text: "Not run yet", tone: "quiet" };
  if (connection === "closed" && status && status.state in endTexts)
    return endTexts[status.state as keyof typeof endTexts];
  const text =
    connection === "reconnecting"
      ? cancelling
        ? "Connection lost; cancels when it is back"
        : "Connection lost, reconnecting; results are kept"
      : cancelling
        ? "Cancelling"
        : connection === "submitting"
          ? "Sending"
          : status?.state === "queued"
            ? "Queued"
            : place === "server"
              ? "Running"
              : "Running in this browser";
  return { text, tone: "active" };
}

/** "3 of 6 values, about 12 s left". */
function progressText(run: SweepRun): string {
  const { status, experiment } = run;
  const all = experiment.sweep.points.length;
  // A cancelled point has ended too.
  const done = run.result?.completedPoints ?? 0;
  const counted = `${formatCount(done)} of ${formatCount(all)} values`;
  // Without a connection the time left is not known.
  const left = run.connection === "live" ? (status?.progress.etaSeconds ?? undefined) : undefined;
  return left === undefined ? counted : `${counted}, ${durationText(left)} left`;
}

function replicationsOf({ status, experiment }: SweepRun): { done: number; all: number } {
  if (status) return { done: status.progress.completedReplications, all: status.progress.replications };
  const all = experiment.sweep.points.reduce((sum, { spec }) => sum + spec.spec.replications, 0);
  return { done: 0, all };
}
