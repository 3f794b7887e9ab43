import type { BetaParameters } from "../posteriors/beta.ts";
import { GittinsBracket } from "./gittins-index.ts";

/** The most states to remember: some 30 MB. */
export const MOST_STATES = 200_000;

/** The index brackets of the states seen so far, for one prior and discount, each as narrow as was needed. */
export class GittinsBrackets {
  readonly #prior: BetaParameters;
  readonly #discount: number;
  readonly #brackets = new Map<number | string, GittinsBracket>();

  constructor(prior: BetaParameters, discount: number) {
    this.#prior = prior;
    this.#discount = discount;
  }

  /** The bracket of the state after these pulls and successes; equal states in use share one object. */
  bracket(pulls: number, successes: number): GittinsBracket {
    // Beyond 2²⁶ pulls, different states would have the same double.
    const key = pulls < 2 ** 26 ? (pulls * (pulls + 1)) / 2 + successes : `${pulls} ${successes}`;
    const known = this.#brackets.get(key);
    if (known) return known;
    const { alpha, beta } = this.#prior;
    const bracket = new GittinsBracket(alpha + successes, beta + (pulls - successes), this.#discount);
    if (this.#brackets.size >= MOST_STATES) this.#brackets.clear();
    this.#brackets.set(key, bracket);
    return bracket;
  }
}

const tables = new Map<string, GittinsBrackets>();
const MOST_TABLES = 4;

/** The brackets of this prior and discount, shared by all policies that use them; the last few are kept. */
export function gittinsBrackets(prior: BetaParameters, discount: number): GittinsBrackets {
  const key = JSON.stringify([prior, discount]);
  const table = tables.get(key) ?? new GittinsBrackets(prior, discount);
  tables.delete(key);
  tables.set(key, table);
  if (tables.size > MOST_TABLES) tables.delete(tables.keys().next().value!);
  return table;
}
