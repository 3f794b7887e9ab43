import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { jsonFromSearch, jsonToSearch } from "../../sources/json-search.ts";
import { entries, entryOf } from "./entries.ts";
import { givesResults, posteriorsFromResults } from "./from-results.ts";
import { lectureExample } from "./presets.ts";
import { type CalculatorDraft, type CalculatorSpec, draftOf, MOST_ARMS, parseSpec } from "./spec.ts";

/** The query of a specification: empty for the first example, else `?spec=` and its JSON. */
export function specToSearch(spec: CalculatorSpec): string {
  return canonicalJson(spec) === canonicalJson(lectureExample) ? "" : jsonToSearch(spec);
}

/**
 * The draft of an address, with its mistakes. A faulty address fills the form as far as possible, so that mistakes are
 * shown at their fields; one that the form cannot hold gives the example.
 */
export function draftFromSearch(search: string): { draft: CalculatorDraft; mistakes: Mistake[] } {
  const example = draftOf(lectureExample);
  try {
    const input = jsonFromSearch(search);
    if (input === undefined) return { draft: example, mistakes: [] };
    try {
      const spec = givesResults(input) ? posteriorsFromResults(input) : parseSpec(input);
      return { draft: draftOf(spec), mistakes: [] };
    } catch (error) {
      if (error instanceof InvalidInput) return { draft: heldDraft(input) ?? example, mistakes: error.mistakes };
      throw error;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { draft: example, mistakes: [{ pointer: "", code: "not-json", detail: "is not JSON" }] };
  }
}

function heldDraft(input: unknown): CalculatorDraft | undefined {
  if (!isRecord(input) || !entries.some(({ kind }) => kind === input.family)) return undefined;
  const { arms, prior, names } = input;
  if (!Array.isArray(arms) || arms.length === 0 || arms.length > MOST_ARMS || !arms.every(isRecord)) return undefined;
  const entry = entryOf(String(input.family));
  return {
    family: entry.kind,
    prior: entry.prior ? known(entry.prior.shape, isRecord(prior) ? prior : {}) : {},
    arms: arms.map((arm) => known(entry.arm.shape, arm)),
    names: arms.map((_, arm) => (Array.isArray(names) && typeof names[arm] === "string" ? names[arm] : "")),
  };
}

function known(shape: object, record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, record[name]]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
