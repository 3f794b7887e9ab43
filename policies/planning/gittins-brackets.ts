import type { BetaParameters } from "../posteriors/beta.ts";
import { GittinsBracket } from "./gittins-index.ts";

/** States that are remembered: some 30 MB. */
export const MOST_STATES = 200_000;

/** The index brackets of all states that were seen of one prior and discount, each as narrow as somebody needed it. */
export class GittinsBrackets {
  readonly #prior: BetaParameters;
  readonly #discount: number;
  readonly #brackets = new Map<number | string, GittinsBracket>();

  constructor(prior: BetaParameters, discount: number) {
    this.#prior = prior;
    this.#discount = discount;
  }

  /** The bracket of the state after so many pulls and successes: one object for equal states that are in use. */
  bracket(pulls: number, successes: number): GittinsBracket {
    // Beyond, whole numbers that differ have the same double.
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

/** The table of this prior and discount, shared by all policies that use it; the last few are kept. */
export function gittinsBrackets(prior: BetaParameters, discount: number): GittinsBrackets {
  const key = JSON.stringify([prior, discount]);
  const table = tables.get(key) ?? new GittinsBrackets(prior, discount);
  tables.delete(key);
  tables.set(key, table);
  if (tables.size > MOST_TABLES) tables.delete(tables.keys().next().value!);
  return table;
}
