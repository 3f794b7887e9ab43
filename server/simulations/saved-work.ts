import { replicationsIn } from "../../experiments/simulation/summary-bytes.ts";
import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import { StoreDamaged, StoreUnavailable } from "../domain-errors.ts";
import type { Job } from "../jobs/engine.ts";
import type { Logger } from "../log.ts";
import type { Prefix } from "../prefix.ts";
import type { Work } from "../store/rows.ts";
import type { Store } from "../store/store.ts";

/** The stored simulation of a hash; undefined where there is none or its row is damaged, so that it starts over. */
export async function readWork(store: Store, hash: string): Promise<Work | undefined> {
  try {
    return await store.works.find(hash);
  } catch (error) {
    if (error instanceof StoreDamaged) return undefined;
    throw error;
  }
}

/** How far a simulation has come; empty where that is damaged, so that it starts over. */
export async function readProgress(
  store: Store,
  hash: string,
  plan: SimulationPlan,
  log: Pick<Logger, "warn">,
): Promise<Pick<Job, "prefix" | "exact">> {
  try {
    const progress = await store.works.progress(hash);
    if (progress.prefix && !isPrefixOf(plan, progress.prefix)) throw new StoreDamaged();
    return progress;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.warn({ err: error, hash }, "a saved prefix cannot be read; the simulation starts over");
    return {};
  }
}

/** Whether a prefix consists of whole blocks and its bytes hold as many replications as its row says. */
function isPrefixOf({ blockSize, spec }: SimulationPlan, { replications, bytes }: Prefix): boolean {
  const isWhole = replications % blockSize === 0 || replications === spec.replications;
  return isWhole && replications <= spec.replications && replicationsIn(bytes) === replications;
}
