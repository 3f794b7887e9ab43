import { type IdentifiedSpec, identified } from "../../experiments/simulation/identified-spec.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";

/** Whether this engine version began a simulation; numbers of two versions never mix. */
export function isOfThisEngine(work: { engineVersion: string }): boolean {
  return work.engineVersion === ENGINE_VERSION;
}

/** A stored specification; undefined where its text no longer has the hash that it was stored under. */
export function storedSpec(text: string, hash: string): IdentifiedSpec | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = SimulationSpec.safeParse(value);
  const spec = data && identified(data);
  return spec?.hash === hash ? spec : undefined;
}
