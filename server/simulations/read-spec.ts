import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { Busy } from "../domain-errors.ts";
import { IdentifiedSpec, identified } from "../../experiments/simulation/identified-spec.ts";
import type { Asker, RequestThreads } from "../questions/request-threads.ts";
import { OutOfTime } from "../threads/run-task.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { isLarge, READING_MILLISECONDS } from "../large-body.ts";
import { readJson } from "../read-json.ts";

/**
 * The specification in the body of a request, read on a thread where it is large.
 *
 * @throws MalformedJson where the body is not JSON, InvalidInput on a specification that means nothing
 */
export async function readSpec(body: Uint8Array, threads: RequestThreads, asker: Asker): Promise<IdentifiedSpec> {
  if (!isLarge(body)) return identified(parseInput(SimulationSpec, readJson(body)));
  try {
    return new IdentifiedSpec(
      await threads.run("identify", body, asker, { time: new ThreadTime(), most: READING_MILLISECONDS }),
    );
  } catch (error) {
    throw error instanceof OutOfTime ? new Busy("The specification could not be read in time.", 10) : error;
  }
}
