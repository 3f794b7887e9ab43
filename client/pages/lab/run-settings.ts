import * as z from "zod";
import type { BanditSpec } from "../../../experiments/bandits/registry.ts";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { couplingsOf } from "../../../experiments/spec/coupling.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { type ParameterField, parameterFields } from "../../forms/parameter-fields.ts";
import { optionLabel } from "../../text/field-words.ts";
import type { SpecDraft } from "./spec-draft.ts";

/** The parts of a specification that have their own place in the form. */
const PLACED = new Set(["bandit", "policies", "horizon", "replications", "seed", "labels"]);

const fields: readonly ParameterField[] = parameterFields(
  z.object(Object.fromEntries(Object.entries(SimulationSpec.shape).filter(([name]) => !PLACED.has(name)))),
);

/** All other parts: the settings of a run, with the couplings that the bandit allows. */
export function settingFields(bandit: BanditSpec): ParameterField[] {
  const options = [...couplingsOf(bandit)];
  const coupling = { options, default: options[0], optional: false };
  return fields.map((field) => (field.name === "rewardCoupling" ? { ...field, ...coupling } : field));
}

/** The settings that differ from the default: "feedback: late, 10". */
export function changedSettings(draft: SpecDraft): string {
  const changed = settingFields(draft.bandit as BanditSpec).flatMap((field) => {
    const value = draft[field.name];
    const isDefault = value === undefined || canonicalJson(value) === canonicalJson(field.default);
    return isDefault ? [] : [`${field.title}: ${valueText(field, value)}`];
  });
  return changed.join("; ");
}

/** The value of a setting in words. */
export function valueText(field: ParameterField, value: unknown): string {
  if (typeof value === "string") return optionLabel(field.name, value);
  const { kind, ...rest } = value as { kind: string };
  const variant = field.type === "variants" ? field.variants.find((each) => each.value === kind) : undefined;
  return [variant?.label ?? kind, ...Object.values(rest).map(String)].join(", ");
}
