import { banditDefinition } from "../../../experiments/bandits/registry.ts";
import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { parameterFields } from "../../forms/parameter-fields.ts";
import { formatCount } from "../../text/number-format.ts";
import { capitalised } from "../../text/words.ts";
import { withoutDefaults } from "../lab/policy-defaults.ts";
import { settingFields, valueText } from "../lab/run-settings.ts";

/** A part of a specification in words. */
export interface Setting {
  title: string;
  text: string;
}

/** All settings of a run in words. The policies are one setting; they have all parameters that are not the defaults. */
export function settingsOf(spec: SimulationSpec): Setting[] {
  const { bandit, policies, horizon, replications, seed, labels } = spec;
  return [
    { title: "Bandit", text: banditDefinition(bandit.kind).label },
    ...banditSettings(bandit),
    { title: "Policies", text: policies.map(policyText).join("; ") },
    ...(labels ? [{ title: "Labels", text: labels.join("; ") }] : []),
    { title: "Horizon T", text: formatCount(horizon) },
    { title: "Replications N", text: formatCount(replications) },
    { title: "Seed", text: String(seed) },
    ...settingFields(bandit).flatMap((field) => {
      const value = (spec as Record<string, unknown>)[field.name];
      return value === undefined ? [] : [{ title: capitalised(field.title), text: valueText(field, value) }];
    }),
  ];
}

function banditSettings({ kind, ...parameters }: SimulationSpec["bandit"]): Setting[] {
  const values: Record<string, unknown> = parameters;
  return parameterFields(banditDefinition(kind).parameters).flatMap(({ name, title }) =>
    values[name] === undefined ? [] : [{ title: capitalised(title), text: plainText(values[name]) }],
  );
}

/** "UCB (c 0.5)". */
function policyText({ kind, ...parameters }: SimulationSpec["policies"][number]): string {
  const { label, parameters: schema } = policyDefinition(kind);
  const changed = Object.entries(withoutDefaults(parameters, schema.parse({})));
  if (changed.length === 0) return label;
  return `${label} (${changed.map(([name, value]) => `${name} ${plainText(value)}`).join(", ")})`;
}

function plainText(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each === "number")) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A setting that is not the same in all runs; null in a run that does not have it. */
export interface DifferingSetting {
  title: string;
  texts: (string | null)[];
}

/** The settings that differ between runs, in the order in which the runs have them. */
export function differingSettings(specs: readonly SimulationSpec[]): DifferingSetting[] {
  const all = specs.map(settingsOf);
  const titles = [...new Set(all.flatMap((settings) => settings.map(({ title }) => title)))];
  return titles
    .map((title) => ({
      title,
      texts: all.map((settings) => settings.find((setting) => setting.title === title)?.text ?? null),
    }))
    .filter(({ texts }) => texts.some((text) => text !== texts[0]));
}
