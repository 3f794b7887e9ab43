import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import type { Logger } from "../log.ts";
import type { Work } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { now } from "./live-run.ts";
import type { LiveRuns } from "./live-runs.ts";
import { readProgress } from "./saved-work.ts";
import type { SweepGroups } from "./sweep-groups.ts";
import { isOfThisEngine, storedSpec } from "./stored-spec.ts";

interface Parts {
  store: Store;
  runs: LiveRuns;
  groups: SweepGroups;
  log: Pick<Logger, "warn">;
}

/** Continues a simulation that was queued or running when the last process ended, or fails it with the reason. */
export async function resume(work: Work, { store, runs, groups, log }: Parts): Promise<void> {
  const { hash, spec: text, startTime } = work;
  const spec = isOfThisEngine(work) ? storedSpec(text, hash) : undefined;
  if (!spec) {
    await store.fail(hash, { time: now(), startTime, error: obstacleOf(work) });
    return;
  }
  const { plan } = spec;
  const progress = await readProgress(store, hash, plan, log);
  const group = groups.join(hash, plan);
  runs.run({ hash, spec: text, plan, group, time: new ThreadTime(0, group?.time), ...progress }, startTime);
}

/** Why a simulation cannot continue. */
function obstacleOf(work: Work): string {
  if (isOfThisEngine(work)) return "The stored specification cannot be read. Start the simulation again.";
  const { engineVersion: was } = work;
  return `Engine version ${was} began this simulation; this is version ${ENGINE_VERSION}, and their numbers never mix. Start it again.`;
}
