import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { SimulationSpec, type SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { armCountOf, banditDefinition, type BanditSpec } from "../../../experiments/bandits/registry.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { jsonFromSearch, jsonToSearch, mistakesOfAddress } from "../../sources/json-search.ts";
import { dependentDefaults, withoutDefaults } from "./policy-defaults.ts";
import { settingFields } from "./run-settings.ts";

/** The specification of an address, or its mistakes; undefined if it holds none. */
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
    return { mistakes: mistakesOfAddress(error) };
  }
}

/** A specification without its defaults: shorter, and equal once parsed. */
export function compactSpec(spec: SimulationSpec): SimulationSpecInput {
  const { bandit, policies, ...rest } = spec;
  const compact = {
    bandit: withoutDefaults(bandit, banditDefinition(bandit.kind).parameters.parse({})),
    policies: policies.map((policy) => {
      const own = policyDefinition(policy.kind).parameters.parse({});
      return withoutDefaults(policy, { ...own, ...dependentDefaults(policy.kind, armCountOf(bandit), spec.horizon) });
    }),
    ...withoutDefaults(rest, settingDefaults(bandit)),
  };
  return compact;
}

/** The defaults of the settings of a run. */
function settingDefaults(bandit: BanditSpec): Record<string, unknown> {
  return Object.fromEntries(settingFields(bandit).map(({ name, default: value }) => [name, value]));
}

export function sameSpec(a: SimulationSpec, b: SimulationSpec): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
