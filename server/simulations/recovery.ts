import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import type { Logger } from "../log.ts";
import type { Work } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { now } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";
import { readProgress } from "./saved-work.ts";
import { isOfThisEngine, storedSpec } from "./stored-spec.ts";

/** Continues a simulation that was queued or running when the last process ended, or fails it with the reason. */
export async function resume(work: Work, store: Store, runs: LiveRuns, log: Pick<Logger, "warn">): Promise<void> {
  const { hash, spec: text, startTime } = work;
  const spec = isOfThisEngine(work) ? storedSpec(text, hash) : undefined;
  if (!spec) {
    await store.fail(hash, { time: now(), startTime, error: obstacleOf(work) });
    return;
  }
  const { plan } = spec;
  const progress = await readProgress(store, hash, plan, log);
  runs.run({ hash, spec: text, plan, time: new ThreadTime(), ...progress }, startTime);
}

/** Why a simulation cannot continue. */
function obstacleOf(work: Work): string {
  if (isOfThisEngine(work)) return "Its specification cannot be read any more. Start it again.";
  const { engineVersion: was } = work;
  return `It was begun by engine ${was}; this is engine ${ENGINE_VERSION}, whose numbers never mix with those. Start it again.`;
}
