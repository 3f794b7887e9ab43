import { canonicalJson } from "../spec/canonical-json.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { hashOfSpecText } from "../spec/version.ts";
import { planSimulation, type SimulationPlan } from "./plan.ts";

/** The parts of an identified specification, as data that threads can pass on. */
export interface SpecParts {
  /** Canonical JSON, as it is stored. */
  text: string;
  spec: SimulationSpec;
  hash: string;
  plan?: SimulationPlan;
}

/** A specification with its text and hash: parsed and hashed once, where it is read, and handed on from there. */
export class IdentifiedSpec {
  readonly text: string;
  readonly spec: SimulationSpec;
  readonly hash: string;
  #plan: SimulationPlan | undefined;

  constructor({ text, spec, hash, plan }: SpecParts) {
    this.text = text;
    this.spec = spec;
    this.hash = hash;
    this.#plan = plan;
  }

  /** Made at first use: for sixteen policies with 1000 priors it takes 50 ms, and a known simulation needs none. */
  get plan(): SimulationPlan {
    this.#plan ??= planSimulation(this.spec);
    return this.#plan;
  }
}

/** Identifies a parsed specification: equal texts are equal hashes and, from here on, equal bytes. */
export function identified(parsed: SimulationSpec): IdentifiedSpec {
  // Leaves what its text would give: 0 for −0. To parse the text gives the same, since parsing twice is parsing once.
  const spec = JSON.parse(JSON.stringify(parsed)) as SimulationSpec;
  const text = canonicalJson(spec);
  return new IdentifiedSpec({ text, spec, hash: hashOfSpecText(text) });
}
