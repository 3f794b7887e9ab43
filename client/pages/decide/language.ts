import { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import type { AddressLanguage, Checked } from "../../forms/use-draft-in-address.ts";
import { jsonFromSearch, jsonToSearch, mistakesOfAddress } from "../../sources/json-search.ts";
import { decideFromPosteriors, givesPosteriors } from "./from-posteriors.ts";
import { FLAT, isSamePrior } from "./priors.ts";
import { requestOf } from "./request.ts";
import { rowsInAddress } from "./rows-in-address.ts";
import { type DecideDraft, type DecideSpec, draftOf, example, measureOf, measures } from "./spec.ts";

/** @throws InvalidInput */
export function parseDecide(input: unknown): DecideSpec {
  const spec = parseInput(measures[measureOf(input)].schema, input);
  // The API's schema also checks combinations of variants.
  parseInput(BestArmRequest, requestOf(spec));
  return spec;
}

function check(draft: DecideDraft): Checked<DecideSpec> {
  const { measure, prior, ...results } = draft;
  try {
    const spec = parseDecide({ measure, ...results, ...(measure === "conversions" && { prior }) });
    return { spec, mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes.map(atField) };
    throw error;
  }
}

/** The page's columns, by those of the request. */
const COLUMNS: Partial<Record<string, string>> = {
  successes: "conversions",
  trials: "visitors",
  location: "mean",
  scale: "deviation",
  degreesOfFreedom: "visitors",
};

/** A mistake of the request, at the field that it is about. */
function atField(mistake: Mistake): Mistake {
  const match = /^\/arms\/(\d+)\/(\w+)$/.exec(mistake.pointer);
  if (!match) return mistake;
  const [, variant, field] = match;
  return { ...mistake, pointer: field === "name" ? `/names/${variant}` : `/variants/${variant}/${COLUMNS[field]}` };
}

function read(search: string): { draft: DecideDraft; mistakes: readonly Mistake[] } {
  const rows = rowsInAddress(search);
  if (rows && "mistake" in rows) {
    return { draft: draftOf(example), mistakes: [{ pointer: "", code: "no-rows", detail: rows.mistake }] };
  }
  if (rows) return { draft: rows.draft, mistakes: [] };
  try {
    const input = jsonFromSearch(search);
    if (input === undefined) return { draft: draftOf(example), mistakes: [] };
    const spec = givesPosteriors(input) ? decideFromPosteriors(input) : parseInput(schemaOf(input), input);
    const draft = draftOf(spec ?? example);
    return { draft, mistakes: check(draft).mistakes };
  } catch (error) {
    return { draft: draftOf(example), mistakes: mistakesOfAddress(error) };
  }
}

function schemaOf(input: unknown) {
  return measures[measureOf(input)].schema;
}

function write(spec: DecideSpec): string {
  return canonicalJson(spec) === canonicalJson(example) ? "" : jsonToSearch(inBrief(spec));
}

/** The specification without what is the default. */
export function inBrief(spec: DecideSpec): object {
  const { variants, names, acceptedLoss } = spec;
  return {
    ...(spec.measure === "means" && { measure: spec.measure }),
    variants,
    ...(names.some((name) => name !== "") && { names }),
    ...(acceptedLoss !== 0.1 && { acceptedLoss }),
    ...(spec.measure === "conversions" && !isSamePrior(spec.prior, FLAT) && { prior: spec.prior }),
  };
}

export const language: AddressLanguage<DecideSpec, DecideDraft> = { read, check, write };
