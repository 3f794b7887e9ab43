import { armCountOf } from "../../../experiments/bandits/registry.ts";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import type { SimulationState } from "../../../experiments/result/simulation-handle.ts";
import { formatCount } from "../../text/number-format.ts";
import type { Trouble } from "../../sources/run-source.ts";
import { isActive, isOutdated, type Run } from "../../sources/simulation-run.ts";
import type { BarState, Tone } from "./bar-state.ts";
import { costOf } from "./cost.ts";

export const troubleTexts: Record<Trouble["kind"], string> = {
  refused: "Refused",
  unreachable: "Cannot reach the server. Run again.",
  failed: "Failed",
};

/** What the bar says of a run. */
export function barOfRun(run: Run): BarState {
  const { simulation, result, connection } = run;
  const hash = simulation?.specHash ?? (connection === "none" && !isOutdated(run) ? result?.specHash : undefined);
  return { ...stateOf(run), progress: progressText(run), ...progressOf(run), active: isActive(run), hash };
}

/** The state of a run in a few words. Screen readers announce each change. */
export function stateOf(run: Run): { text: string; tone: Tone } {
  const { connection, simulation, cancelling, trouble, place } = run;
  if (trouble) return { text: troubleTexts[trouble.kind], tone: "bad" };
  if (connection === "none" && isOutdated(run)) return { text: "The server is back. Run again.", tone: "quiet" };
  if (connection === "none") return { text: run.result ? "Example run, finished" : "Not run yet", tone: "quiet" };
  if (cancelling && connection === "reconnecting")
    return { text: "Connection lost; cancels when it is back", tone: "active" };
  if (cancelling) return { text: "Cancelling", tone: "active" };
  if (connection === "submitting") return { text: place === "server" ? "Sending" : "Starting", tone: "active" };
  if (connection === "reconnecting") return { text: "Connection lost, reconnecting; results are kept", tone: "active" };
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
      return { text: place === "server" ? "Running" : "Running in this browser", tone: "active" };
  }
}

/**
 * Why a run takes place in the browser, and roughly how long it takes; undefined for a run on the server.
 *
 * @param workers number of workers that run blocks
 */
export function placeText(run: Run, workers: number): string | undefined {
  if (run.place === "server") return undefined;
  if (!isActive(run)) return `The server could not be reached, so ${pastTexts[run.simulation?.state ?? "failed"]}.`;
  const cores = workers === 1 ? "one core" : `${workers} cores`;
  const whole = durationText(costOf(run.spec).seconds / workers);
  return `The server cannot be reached, so this runs in your browser, with the same numbers. Estimated time: ${whole} on ${cores}.`;
}

const pastTexts: Partial<Record<SimulationState, string>> = {
  succeeded: "this ran in your browser, with the same numbers",
  cancelled: "this started in your browser, with the same numbers",
  failed: "this tried to run in your browser",
};

/** A run "takes longer than estimated" above so many seconds of one core, and above so many times its estimate. */
const LATE_SECONDS = 10;
const LATE_FACTOR = 2;

/** "640 of 2,000 replications, about 12 s left". */
export function progressText(run: Run): string {
  const { done, all } = progressOf(run);
  const counted = `${formatCount(done)} of ${formatCount(all)} replications`;
  if (run.simulation?.state === "cancelled") return done > 0 ? `${counted}; results are valid` : counted;
  return [counted, isActive(run) ? timeLeftText(run) : ""].filter(Boolean).join(", ");
}

/** "about 12 s left", and whether the run takes longer than was estimated before it. */
function timeLeftText({ simulation, spec }: Run): string {
  const left = simulation?.progress.etaSeconds ?? undefined;
  const text = left === undefined ? "" : `${durationText(left)} left`;
  const seconds = simulation?.cost?.estimatedSeconds ?? 0;
  const isLonger = seconds > Math.max(LATE_SECONDS, LATE_FACTOR * costOf(spec).seconds);
  return isLonger ? ["takes longer than estimated", text].filter(Boolean).join(": ") : text;
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

/** ", 20% of it for exact curves"; empty for short runs and small shares. */
export function exactText(exactSeconds: number, seconds: number): string {
  const share = Math.round((100 * exactSeconds) / seconds);
  return seconds < 1 || share < 10 ? "" : `, ${share}% of it for exact curves`;
}

/** What to do about a run above the server's limit. */
export function tooLargeText(largest: number): string {
  return largest >= 1
    ? `Too large for this server. Use at most ${formatCount(largest)} ${largest === 1 ? "replication" : "replications"}.`
    : "Too large for this server, even with 1 replication. Use fewer pulls, arms or policies.";
}

/** The size of a run: "10 arms, 5 policies, T = 1,000, N = 500". */
export function runName({ spec, completedReplications }: SimulationResult): string {
  const { bandit, policies, horizon } = spec;
  const arms = armCountOf(bandit);
  const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
  const many = policies.length === 1 ? "1 policy" : `${policies.length} policies`;
  return `${counted(arms, "arm")}, ${many}, T = ${formatCount(horizon)}, N = ${formatCount(completedReplications)}`;
}
