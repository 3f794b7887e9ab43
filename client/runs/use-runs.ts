import { useSyncExternalStore } from "react";
import { type RunsState, runs } from "./run-list.ts";

/** The runs of this browser, as they change in this tab and others. */
export function useRuns(): RunsState {
  return useSyncExternalStore(runs.subscribe, runs.state);
}
