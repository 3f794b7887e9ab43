import { hashOf } from "./canonical-json.ts";
import type { SimulationSpec } from "./spec.ts";

/** Version of everything that decides a result's bytes: raise it whenever the same specification gives other numbers. */
export const ENGINE_VERSION = "4";

/**
 * What a simulation's result depends on, as one hash: the complete specification, the engine version and the JavaScript
 * engine, whose Math.log may differ from another's in the last bit.
 *
 * @param javascriptEngine such as "v8 11.3.244.8"
 */
export function specHash(spec: SimulationSpec, javascriptEngine: string): string {
  return hashOf({ engineVersion: ENGINE_VERSION, javascriptEngine, spec });
}
