import * as z from "zod";
import { canonicalJson } from "../../../experiments/canonical-json.ts";
import { SimulationSpec } from "../../../experiments/spec.ts";
import { type ParameterField, parameterFields } from "../../forms/parameter-fields.ts";
import type { SpecDraft } from "./spec-draft.ts";

/** The parts of a specification that have their own place in the form. */
const PLACED = new Set(["bandit", "policies", "horizon", "replications", "seed", "labels"]);

/** All other parts, which have defaults: the settings of a run that are folded away. */
export const settingFields: readonly ParameterField[] = parameterFields(
  z.object(Object.fromEntries(Object.entries(SimulationSpec.shape).filter(([name]) => !PLACED.has(name)))),
);

/** The settings that are not the default, in words: "feedback delayed". */
export function changedSettings(draft: SpecDraft): string {
  return settingFields
    .flatMap((field) => {
      const value = draft[field.name];
      const isDefault = value === undefined || canonicalJson(value) === canonicalJson(field.default);
      return isDefault ? [] : [`${field.title} ${valueText(field, value)}`];
    })
    .join(", ");
}

function valueText(field: ParameterField, value: unknown): string {
  if (field.type !== "variants") return typeof value === "object" ? "changed" : String(value);
  const { [field.by]: kind, ...rest } = value as Record<string, unknown>;
  return [kind, ...Object.values(rest)].join(" ");
}
