import { IdentifiedSpec } from "../../experiments/simulation/identified-spec.ts";
import { keepEstimate, type SimulationEstimate } from "../../experiments/simulation/estimate.ts";
import type { ExpandedSweep, SweepPoint } from "../../experiments/sweep/expand.ts";
import { Busy } from "../domain-errors.ts";
import { READING_MILLISECONDS } from "../large-body.ts";
import type { Asker, RequestThreads } from "../questions/request-threads.ts";
import { OutOfTime } from "../threads/run-task.ts";
import { ThreadTime } from "../threads/thread-time.ts";

/** A sweep with the estimated time of every point. */
export interface EstimatedSweep extends ExpandedSweep {
  points: (SweepPoint & { estimate: SimulationEstimate })[];
}

/**
 * Reads the sweep in the body of a request, on a thread: a small body may have 400 points.
 *
 * @throws MalformedJson where the body is not JSON, InvalidInput on an invalid sweep, Busy where there was no time
 */
export async function readSweep(body: Uint8Array, threads: RequestThreads, asker: Asker): Promise<EstimatedSweep> {
  try {
    const options = { time: new ThreadTime(), most: READING_MILLISECONDS };
    const { spec, points } = await threads.run("expand", body, asker, options);
    for (const { parts, estimate } of points) keepEstimate(parts.plan.spec, estimate);
    return {
      spec,
      points: points.map(({ values, parts, estimate }) => ({ values, spec: new IdentifiedSpec(parts), estimate })),
    };
  } catch (error) {
    throw error instanceof OutOfTime ? new Busy("The server was too busy to read the sweep.", 10) : error;
  }
}
