import { canonicalJson, sha256Of } from "./canonical-json.ts";
import type { SimulationSpec } from "./spec.ts";

/**
 * The version of everything that decides a result's bytes. Raise it whenever the same specification gives other numbers.
 *
 * @example
 * ```ts
 * ENGINE_VERSION; // "5"
 * ```
 */
export const ENGINE_VERSION = "5";

/**
 * The SHA-256, in hexadecimal, of everything that a simulation's result depends on: the complete specification and the engine
 * version. It does not depend on the program that runs it, because every JavaScript engine gives the same bytes. O(size of the
 * specification).
 *
 * @param spec parsed by `SimulationSpec`
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
 * const run = { bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10 };
 * specHash(SimulationSpec.parse({ ...run, seed: 1 })) === specHash(SimulationSpec.parse({ seed: "1", ...run })); // true
 * ```
 */
export function specHash(spec: SimulationSpec): string {
  return hashOfSpecText(canonicalJson(spec));
}

/** The hash of a specification from its canonical JSON. */
export function hashOfSpecText(text: string): string {
  return sha256Of(`{"engineVersion":${JSON.stringify(ENGINE_VERSION)},"spec":${text}}`);
}
