import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { SimulationResult } from "../../experiments/result/result.ts";
import { identified } from "../../experiments/simulation/identified-spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { newRecord, ownId } from "./recorded.ts";
import { runs } from "./run-list.ts";
import { summaryOf } from "./run-record.ts";

/** A file cannot be imported. */
export interface ImportTrouble {
  detail: string;
  mistakes: readonly Mistake[];
}

/** Puts the result of a file on the list. @returns its id, or why not */
export async function importRun(file: File): Promise<string | ImportTrouble> {
  const read = readResult(await file.text());
  if ("detail" in read) return read;
  const id = ownId();
  const record = newRecord({
    id,
    place: "file",
    spec: read.spec,
    state: read.complete ? "succeeded" : "cancelled",
    when: Date.now(),
  });
  runs.add({ ...record, ...summaryOf(read), name: file.name.replace(/\.json$/i, "") }, read);
  return id;
}

/** The result in a text, as the dashboard, the API and the command line write it. */
export function readResult(text: string): SimulationResult | ImportTrouble {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { detail: "The file is not JSON. Choose a result that was exported as JSON.", mistakes: [] };
  }
  try {
    const result = parseInput(SimulationResult, input);
    return shapeTrouble(result) ?? result;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { detail: "The file is not a result of a simulation.", mistakes: error.mistakes };
  }
}

/** Why the parts of a result do not belong together, if so: charts and tables rely on it. */
function shapeTrouble(result: SimulationResult): ImportTrouble | undefined {
  const { spec, policies, checkpoints, engineVersion, specHash, comparisons } = result;
  const trouble = (detail: string) => ({ detail, mistakes: [] });
  if (policies.length !== spec.policies.length) {
    return trouble(`The file has results of ${policies.length} policies, but settings of ${spec.policies.length}.`);
  }
  const series = policies.flatMap(({ regret, reward, optimalArmRate }) => [regret, reward, optimalArmRate]);
  const isWhole = [...series, ...comparisons.map(({ regretDifference }) => regretDifference)].every(
    ({ mean, standardError }) => mean.length === checkpoints.length && standardError.length === checkpoints.length,
  );
  if (checkpoints.length === 0 || !isWhole) return trouble("The file has not one number for every checkpoint.");
  if (comparisons.some(({ policy, baseline }) => !policies[policy] || !policies[baseline])) {
    return trouble("The file compares policies that it does not have.");
  }
  if (engineVersion === ENGINE_VERSION && specHash !== identified(spec).hash) {
    return trouble("The settings in the file were changed: their hash is another one.");
  }
  return undefined;
}
