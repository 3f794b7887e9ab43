import { canonicalJson } from "../../../experiments/canonical-json.ts";
import { InvalidInput, type Mistake, parseInput } from "../../../experiments/mistakes.ts";
import { couplingsOf } from "../../../experiments/simulation/coupling.ts";
import { SimulationSpec, type SimulationSpecInput } from "../../../experiments/spec.ts";
import { banditDefinition } from "../../../experiments/bandits/registry.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { jsonFromSearch, jsonToSearch } from "../../sources/json-search.ts";

/** What an address says: a specification, nothing, or something that means nothing, with what is wrong about it. */
export type SpecFromUrl = { spec: SimulationSpec } | { mistakes: Mistake[] } | undefined;

/** `?spec=` and the compact JSON of a specification. */
export function specToSearch(spec: SimulationSpec): string {
  return jsonToSearch(compactSpec(spec));
}

export function specFromSearch(search: string): SpecFromUrl {
  try {
    const input = jsonFromSearch(search);
    return input === undefined ? undefined : { spec: parseInput(SimulationSpec, input) };
  } catch (error) {
    if (error instanceof InvalidInput) return { mistakes: error.mistakes };
    return { mistakes: [{ pointer: "", code: "not-json", detail: "is not JSON" }] };
  }
}

/** A specification without what equals the defaults: shorter, and the same once parsed. */
export function compactSpec(spec: SimulationSpec): SimulationSpecInput {
  const { bandit, policies, rewardCoupling, feedback, checkpoints, ...rest } = spec;
  const compact = {
    bandit: withoutDefaults(bandit, banditDefinition(bandit.kind).parameters.parse({})),
    policies: policies.map((policy) => withoutDefaults(policy, policyDefinition(policy.kind).parameters.parse({}))),
    ...rest,
    ...withoutDefaults(
      { rewardCoupling, feedback, checkpoints },
      { rewardCoupling: couplingsOf(bandit)[0], feedback: { kind: "immediate" }, checkpoints: DEFAULT_CHECKPOINTS },
    ),
  };
  return compact as SimulationSpecInput;
}

const DEFAULT_CHECKPOINTS = { kind: "log", count: 200 };

function withoutDefaults(fields: object, defaults: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => canonicalJson(value) !== canonicalJson(defaults[name])),
  );
}

export function sameSpec(a: SimulationSpec, b: SimulationSpec): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
