import { canonicalJson } from "../spec/canonical-json.ts";
import type { SimulationPlan } from "./plan.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { specHash } from "../spec/version.ts";

/** A specification and what it is known by. */
export interface IdentifiedSpec {
  /** Canonical JSON, as it is stored. */
  text: string;
  spec: SimulationSpec;
  hash: string;
  /** Made beforehand where the specification was read on a thread: for sixteen policies with 1000 priors it takes 50 ms. */
  plan?: SimulationPlan;
}

/** A specification as it is stored: equal hashes mean equal bytes from here on, whatever the order of keys was. */
export function identified(given: SimulationSpec): IdentifiedSpec {
  const text = canonicalJson(given);
  const spec = SimulationSpec.parse(JSON.parse(text));
  return { text, spec, hash: specHash(spec) };
}
