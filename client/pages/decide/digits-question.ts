import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { jsonFromSearch, mistakesOfAddress } from "../../sources/json-search.ts";
import { armName, parseSpec, posteriorsOf } from "../calculator/spec.ts";
import { givesPosteriors } from "./from-posteriors.ts";
import { parseDecide } from "./language.ts";
import { requestOf } from "./request.ts";
import { example, variantNames } from "./spec.ts";

/** The rows of an address, in either form, as a question. */
export interface DigitsQuestion {
  request: BestArmRequest;
  names: string[];
  mistakes: readonly Mistake[];
}

/** The question of an address; that of the example, with the mistakes, for one that cannot be read. */
export function questionOf(search: string): DigitsQuestion {
  try {
    return { ...questionAbout(jsonFromSearch(search) ?? example), mistakes: [] };
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof SyntaxError)) throw error;
    return { ...questionAbout(example), mistakes: mistakesOfAddress(error) };
  }
}

function questionAbout(input: unknown): Omit<DigitsQuestion, "mistakes"> {
  if (!givesPosteriors(input)) {
    const spec = parseDecide(input);
    return { request: requestOf(spec), names: variantNames(spec) };
  }
  const spec = parseSpec(input);
  const names = spec.arms.map((_, arm) => armName(spec.names, arm));
  return { request: { ...posteriorsOf(spec), control: 0 }, names };
}
