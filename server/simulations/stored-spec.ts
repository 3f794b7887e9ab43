import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION, specHash } from "../../experiments/spec/version.ts";

/** Whether work was begun by this engine version, whose numbers never mix with those of another. */
export function isOfThisEngine(work: { engineVersion: string }): boolean {
  return work.engineVersion === ENGINE_VERSION;
}

/** The specification that was stored under this engine's hash of it; undefined where the text is not that any more. */
export function storedSpec(text: string, hash: string): SimulationSpec | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = SimulationSpec.safeParse(value);
  return data && specHash(data) === hash ? data : undefined;
}
