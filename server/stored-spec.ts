import { SimulationSpec } from "../experiments/spec.ts";
import { ENGINE_VERSION, specHash } from "../experiments/version.ts";
import { javascriptEngine } from "./engine.ts";

/** Whether work was begun by this engine, whose numbers never mix with another's. */
export function isOfThisEngine(work: { engineVersion: string; javascriptEngine: string }): boolean {
  return work.engineVersion === ENGINE_VERSION && work.javascriptEngine === javascriptEngine;
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
  return data && specHash(data, javascriptEngine) === hash ? data : undefined;
}
