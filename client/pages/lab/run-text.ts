import { armCountOf } from "../../../experiments/bandits/registry.ts";
import type { SimulationResult } from "../../../experiments/result.ts";
import { formatCount } from "../../charts/number-format.ts";
import { isActive, isOutdated, type Run } from "../../sources/simulation-run.ts";

export type Tone = "quiet" | "active" | "good" | "bad";

/** The state of a run in a few words, which screen readers are told when it changes. */
export function stateOf(run: Run): { text: string; tone: Tone } {
  const { connection, simulation, cancelling, trouble } = run;
  if (trouble)
    return { text: trouble.kind === "refused" ? "Refused" : "Cannot reach the server; press Run again", tone: "bad" };
  if (connection === "none" && isOutdated(run)) return { text: "The server answers again: press Run", tone: "quiet" };
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

export function progressOf(run: Run): { done: number; all: number } {
  const { connection, simulation, result, spec } = run;
  const isShown = connection === "none" && !isOutdated(run);
  const progress = simulation?.progress;
  if (progress) return { done: progress.completedReplications, all: progress.replications };
  return { done: isShown ? (result?.completedReplications ?? 0) : 0, all: spec.replications };
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

/** Which run a result is of: "10 arms, 5 policies, T = 1 000, N = 500". */
export function runName({ spec, completedReplications }: SimulationResult): string {
  const { bandit, policies, horizon } = spec;
  const arms = armCountOf(bandit);
  const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
  const many = policies.length === 1 ? "1 policy" : `${policies.length} policies`;
  return `${counted(arms, "arm")}, ${many}, T = ${formatCount(horizon)}, N = ${formatCount(completedReplications)}`;
}
