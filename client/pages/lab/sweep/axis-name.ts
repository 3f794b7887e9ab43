import { banditDefinition } from "../../../../experiments/bandits/registry.ts";
import { pointerOf } from "../../../../experiments/mistakes/explain.ts";
import type { Path } from "../../../../experiments/mistakes/schema-place.ts";
import { valueAt } from "../../../../experiments/mistakes/schema-place.ts";
import { policyDefinition } from "../../../../policies/registry.ts";
import { type ParameterField, parameterFields } from "../../../forms/parameter-fields.ts";
import { settingFields } from "../run-settings.ts";
import type { SpecDraft } from "../spec-draft.ts";
import type { BanditSpec } from "../../../../experiments/bandits/registry.ts";

/** What a number of a specification is called: "ε" and "exploration probability". */
export interface AxisName {
  symbol: string;
  title: string;
  /** The least and the largest value that it may have. */
  minimum?: number;
  maximum?: number;
}

const PLACED: Record<string, AxisName> = {
  horizon: { symbol: "T", title: "horizon" },
  replications: { symbol: "N", title: "replications" },
};

/** The keys of a JSON pointer; indices of lists as numbers. */
export function pathOf(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => (/^\d+$/.test(token) ? Number(token) : token.replaceAll("~1", "/").replaceAll("~0", "~")));
}

/** The name of the number at a pointer: "ε", "μ of arm 2", "T". */
export function axisName(pointer: string, draft: Pick<SpecDraft, "bandit" | "policies">): AxisName {
  const [root, ...rest] = pathOf(pointer);
  if (root in PLACED) return PLACED[root];
  const { bandit, policies } = draft;
  if (root === "bandit") return named(parameterFields(banditDefinition(bandit.kind).parameters), rest, bandit);
  if (root === "policies") {
    const policy = policies[Number(rest[0])];
    return named(parameterFields(policyDefinition(policy.kind).parameters), rest.slice(1), policy);
  }
  return named(settingFields(bandit as BanditSpec), [root, ...rest], draft);
}

function named(fields: readonly ParameterField[], path: Path, values: object): AxisName {
  const [name, ...rest] = path;
  const field = fields.find((each) => each.name === name);
  if (!field) return { symbol: pointerOf(path), title: pointerOf(path) };
  const inner = valueAt(values, [name]) as Record<string, unknown>;
  if (field.type === "group") return named(field.fields, rest, inner);
  if (field.type === "variants") {
    return named(field.variants.find(({ value }) => value === inner[field.by])?.fields ?? [], rest, inner);
  }
  const own: AxisName = { symbol: field.symbol ?? field.title, title: field.title };
  if (field.type === "number") return { ...own, minimum: field.minimum, maximum: field.maximum };
  if (field.type !== "numbers" && field.type !== "records") return own;
  const [index, ...below] = rest;
  const entry =
    field.type === "records" && below.length > 0 ? named(field.fields, below, valueAt(inner, [index]) as object) : own;
  const of = ` of ${field.entry} ${Number(index) + 1}`;
  return { symbol: entry.symbol + of, title: entry.title + of };
}
