import { hashOf } from "./canonical-json.ts";
import type { SimulationSpec } from "./spec.ts";

/** Version of everything that decides a result's bytes: raise it whenever the same specification gives other numbers. */
export const ENGINE_VERSION = "5";

/**
 * SHA-256 of all that a simulation's result depends on: the complete specification and the engine version. The program
 * that runs it, Node or a browser, is not in it: every JavaScript engine gives the same bytes.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
 * const run = { bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10 };
 * specHash(SimulationSpec.parse({ ...run, seed: 1 })) === specHash(SimulationSpec.parse({ seed: "1", ...run })); // true
 * ```
 */
export function specHash(spec: SimulationSpec): string {
  return hashOf({ engineVersion: ENGINE_VERSION, spec });
}
