import { formatCount } from "../../charts/number-format.ts";
import { isActive, type Run } from "../../sources/simulation-run.ts";

export type Tone = "quiet" | "active" | "good" | "bad";

/** The state of a run in a few words, which screen readers are told when it changes. */
export function stateOf(run: Run): { text: string; tone: Tone } {
  const { connection, simulation, cancelling, trouble } = run;
  if (trouble) return { text: trouble.kind === "refused" ? "Refused" : "No server", tone: "bad" };
  if (connection === "none") return { text: run.result ? "Example run, finished" : "Not run yet", tone: "quiet" };
  if (cancelling && connection === "reconnecting")
    return { text: "Connection lost; cancels once the server answers", tone: "active" };
  if (cancelling) return { text: "Cancelling", tone: "active" };
  if (connection === "submitting") return { text: "Sending", tone: "active" };
  if (connection === "reconnecting") return { text: "Connection lost, reconnecting; the data is kept", tone: "active" };
  switch (simulation?.state) {
    case "queued":
      return { text: "Queued", tone: "active" };
    case "succeeded":
      return { text: "Finished", tone: "good" };
    case "cancelled":
      return { text: "Cancelled", tone: "quiet" };
    case "failed":
      return { text: "Failed", tone: "bad" };
    default:
      return { text: "Running", tone: "active" };
  }
}

/** "640 of 2 000 replications, valid": how far a run came. */
export function progressText(run: Run): string {
  const { done, all } = progressOf(run);
  const counted = `${formatCount(done)} of ${formatCount(all)} replications`;
  if (run.simulation?.state === "cancelled") return done > 0 ? `${counted}, valid` : counted;
  const left = run.simulation?.progress.etaSeconds;
  return isActive(run) && left !== null && left !== undefined ? `${counted}, ${durationText(left)} left` : counted;
}

export function progressOf({ connection, simulation, result, spec }: Run): { done: number; all: number } {
  const progress = simulation?.progress;
  if (progress) return { done: progress.completedReplications, all: progress.replications };
  return { done: connection === "none" ? (result?.completedReplications ?? 0) : 0, all: spec.replications };
}

/** "about 12 s", "about 3 min". */
export function durationText(seconds: number): string {
  if (seconds < 1) return "less than 1 s";
  if (seconds < 90) return `about ${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3600)} h`;
}

/** Why a run above the server's limit is not to be had, and the most replications that are. */
export function tooLargeText(largest: number): string {
  return largest >= 1
    ? `Too large for this server: at most ${formatCount(largest)} ${largest === 1 ? "replication fits" : "replications fit"}.`
    : "Too large for this server: not even one replication fits.";
}
