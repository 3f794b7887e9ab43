import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import type { Handles } from "./handles.ts";
import type { Watchers } from "./watchers.ts";

/** The simulation when it has ended, or as it is when the signal aborts. */
export async function untilEnded(
  simulation: Simulation,
  handles: Handles,
  watchers: Watchers,
  stop: AbortSignal,
): Promise<Simulation> {
  let latest = simulation;
  // It was accepted, so a store that cannot be read now leaves the last known state.
  const look = async () => {
    latest = (await handles.find(simulation.id).catch(() => latest)) ?? latest;
  };
  while (!isTerminal(latest.state) && !stop.aborted) {
    const changed = watchers.next(latest.specHash, stop);
    await look();
    if (!isTerminal(latest.state)) await changed;
  }
  await look();
  return latest;
}
