import { findSimulation, Refusal, resultOf } from "../sources/simulation-api.ts";
import { runs } from "./run-list.ts";
import { isRunning, type RunRecord, summaryOf } from "./run-record.ts";
import { interruptedRuns } from "./tab-locks.ts";

const PAUSE_MILLISECONDS = 2000;
const MOST_AT_ONCE = 4;

/** Keeps the states of running runs up to date while the page is visible. @returns what ends this */
export function followRuns(): () => void {
  let hasEnded = false;
  let timer: ReturnType<typeof setTimeout>;
  const round = async () => {
    if (document.visibilityState === "visible") await ask();
    if (!hasEnded) timer = setTimeout(() => void round(), PAUSE_MILLISECONDS);
  };
  void round();
  return () => {
    hasEnded = true;
    clearTimeout(timer);
  };
}

async function ask(): Promise<void> {
  const running = runs.state().records.filter(isRunning);
  const here = running.filter(({ place }) => place === "browser").map(({ id }) => id);
  for (const id of here.length > 0 ? await interruptedRuns(here) : []) runs.change(id, { state: "cancelled" });
  await refreshRuns(running.filter(({ place }) => place === "server"));
}

/** Asks the server for the states of runs, a few at a time; without an answer they stay as they are. */
export async function refreshRuns(records: readonly RunRecord[]): Promise<void> {
  for (let first = 0; first < records.length; first += MOST_AT_ONCE) {
    await Promise.all(records.slice(first, first + MOST_AT_ONCE).map(refreshRun));
  }
}

async function refreshRun({ id, state: before, done: doneBefore, best, isGone }: RunRecord): Promise<void> {
  try {
    const simulation = await findSimulation(id);
    const { state, progress } = simulation;
    const done = progress.completedReplications;
    if (isGone) runs.change(id, { isGone: undefined });
    if (state === before && done === doneBefore && (isRunning({ state }) || best || done === 0)) return;
    const result = isRunning({ state }) ? null : await resultOf(simulation).catch(() => null);
    runs.change(id, { state, done, ...(result && summaryOf(result)) });
  } catch (error) {
    const isUnknown = error instanceof Refusal && error.problem.status === 404;
    if (isUnknown && !isGone) runs.change(id, { isGone: true });
  }
}
