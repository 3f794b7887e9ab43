import type { TieBreak } from "../tied-arms.ts";
import type { Seen } from "../seen.ts";
import { ComputedIndexPolicy } from "./computed-index-policy.ts";
import type { IndexFormula } from "./formula/index-formula.ts";
import { SeparableIndexPolicy } from "./separable-index-policy.ts";

/** Makes the policy that plays untried arms first, then an arm with the highest index. Ties are exact, see `IndexTies`. */
export function indexPolicy(formula: IndexFormula, tieBreak: TieBreak, seen: Seen) {
  const { shape } = formula;
  return shape
    ? new SeparableIndexPolicy(formula, shape, tieBreak, seen)
    : new ComputedIndexPolicy(formula, tieBreak, seen);
}
