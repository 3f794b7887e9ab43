import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { policyDefinition } from "../../../policies/registry.ts";

/** Defaults of parameters that depend on the number of arms and the horizon. */
export function dependentDefaults(kind: string, armCount: number, horizon: unknown): Record<string, unknown> {
  const pulls = typeof horizon === "number" && Number.isInteger(horizon) && horizon >= 1 ? horizon : undefined;
  return policyDefinition(kind).defaults?.(armCount, pulls) ?? {};
}

/** Fields without those that equal their default. */
export function withoutDefaults<Fields extends object>(fields: Fields, defaults: Record<string, unknown>): Fields {
  const kept = Object.entries(fields).filter(([name, value]) => canonicalJson(value) !== canonicalJson(defaults[name]));
  return Object.fromEntries(kept) as Fields;
}
