import * as z from "zod";
import { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { limits } from "../../../experiments/limits.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { parameterFields } from "../../forms/parameter-fields.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";
import type { AddressLanguage, Checked } from "../../forms/use-draft-in-address.ts";
import { jsonFromSearch, jsonToSearch, mistakesOfAddress } from "../../sources/json-search.ts";
import { rowsInAddress } from "./rows-in-address.ts";

export const MOST_VARIANTS = 20;

const count = (title: string) => z.int().min(0).max(limits.countedPulls).meta({ title });

/** The columns of the table. */
export const Variant = z.strictObject({ conversions: count("conversions"), visitors: count("visitors") });

/** The state of the page. The first variant is the control. */
const DecideSpec = z.strictObject({
  variants: z.array(Variant).min(1).max(MOST_VARIANTS),
  names: z.array(z.string().max(limits.nameLength)).max(MOST_VARIANTS).default([]),
  /** The loss, in percentage points, at which a test may stop. */
  acceptedLoss: z.number().min(0).max(100).default(0.1),
});
export type DecideSpec = z.output<typeof DecideSpec>;

export interface DecideDraft {
  variants: RecordDraft[];
  names: string[];
  acceptedLoss: unknown;
}

/** What the page opens with. */
export const example: DecideSpec = {
  variants: [
    { conversions: 120, visitors: 4000 },
    { conversions: 165, visitors: 4000 },
    { conversions: 138, visitors: 4000 },
  ],
  names: ["Current page", "Short form", "Video"],
  acceptedLoss: 0.1,
};

/** The variant's own name, or a letter. */
export function variantName(names: readonly string[], variant: number): string {
  return names[variant]?.trim() || String.fromCodePoint("A".codePointAt(0)! + variant);
}

/** The API's request that answers the page. */
export function requestOf({ variants, names }: DecideSpec): BestArmRequest & { family: "beta" } {
  const arms = variants.map(({ conversions, visitors }, variant) => ({
    name: variantName(names, variant),
    successes: conversions,
    trials: visitors,
  }));
  return { family: "beta", arms, control: 0 };
}

function check(draft: DecideDraft): Checked<DecideSpec> {
  try {
    const spec = parseInput(DecideSpec, draft);
    parseInput(BestArmRequest, requestOf(spec));
    return { spec, mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes.map(atField) };
    throw error;
  }
}

/** A mistake of the request, at the field that it is about. */
function atField(mistake: Mistake): Mistake {
  const match = /^\/arms\/(\d+)\/(name|successes|trials)$/.exec(mistake.pointer);
  if (!match) return mistake;
  const [, variant, field] = match;
  const column = field === "successes" ? "conversions" : "visitors";
  return { ...mistake, pointer: field === "name" ? `/names/${variant}` : `/variants/${variant}/${column}` };
}

function read(search: string): { draft: DecideDraft; mistakes: readonly Mistake[] } {
  const rows = rowsInAddress(search, parameterFields(Variant), MOST_VARIANTS);
  if (rows && "mistake" in rows) {
    return { draft: draftOf(example), mistakes: [{ pointer: "", code: "no-rows", detail: rows.mistake }] };
  }
  if (rows) return { draft: { ...example, ...rows }, mistakes: [] };
  try {
    const input = jsonFromSearch(search);
    if (input === undefined) return { draft: draftOf(example), mistakes: [] };
    const draft = draftOf(parseInput(DecideSpec, input));
    return { draft, mistakes: check(draft).mistakes };
  } catch (error) {
    return { draft: draftOf(example), mistakes: mistakesOfAddress(error) };
  }
}

function draftOf({ variants, names, acceptedLoss }: DecideSpec): DecideDraft {
  return { variants, names: variants.map((_, variant) => names[variant] ?? ""), acceptedLoss };
}

function write(spec: DecideSpec): string {
  if (canonicalJson(spec) === canonicalJson(example)) return "";
  const { variants, names, acceptedLoss } = spec;
  const isNamed = names.some((name) => name !== "");
  return jsonToSearch({ variants, ...(isNamed && { names }), ...(acceptedLoss !== 0.1 && { acceptedLoss }) });
}

export const language: AddressLanguage<DecideSpec, DecideDraft> = { read, check, write };
