import { submitSimulation } from "../sources/simulation-api.ts";
import { rememberSimulation } from "../sources/simulation-memory.ts";
import { recordAccepted } from "./recorded.ts";
import { runs } from "./run-list.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * Runs the settings of a run again on the server: same settings, same numbers. The new run takes the place, the name and the
 * note of the old one on the list.
 *
 * @returns the id of the new run
 */
export async function runAgain({ id, spec, name, note }: RunRecord): Promise<string> {
  const simulation = await submitSimulation(spec);
  rememberSimulation(spec, simulation.id);
  recordAccepted(spec, simulation);
  runs.change(simulation.id, { name, note });
  await runs.remove(id);
  return simulation.id;
}
