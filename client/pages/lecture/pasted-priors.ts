import { explain } from "../../../experiments/mistakes/explain.ts";
import { describe } from "../../../experiments/mistakes/mistakes.ts";
import { unclearText } from "../../forms/pasted-rows.ts";
import { type PastedCell, pastedTable, pastedText, type PasteOutcome } from "../../forms/table-paste.ts";
import { LectureSpec, priorsOf } from "./spec.ts";

const columns = [
  { name: "alpha", label: "α", heads: ["a"] },
  { name: "beta", label: "β", heads: ["b"] },
];

/** What pasted priors change. */
export type Priors = Pick<LectureSpec, "alpha" | "beta" | "priors">;

/** A prior for every arm from a block of α and β. Priors that mean nothing change nothing: the exercise holds none. */
export function pastedPriors(text: string, at: PastedCell, spec: LectureSpec): PasteOutcome<Priors> | undefined {
  const own = priorsOf(spec);
  const pasted = pastedTable(text, { columns, rows: own, most: spec.arms, at, blank: {} });
  if (!pasted) return undefined;
  if (pasted.unclear.length > 0) return { said: `Nothing is pasted. Not clear: ${unclearText(pasted.unclear)}.` };
  // There is one for each arm: arms that the block does not reach keep theirs.
  const priors = own.map((prior, arm) => pasted.rows[arm] ?? prior);
  const input = { ...spec, alpha: 1, beta: 1, priors };
  const { data, error } = LectureSpec.safeParse(input);
  if (!data) {
    const [mistake] = explain(error.issues, LectureSpec, input);
    return { said: `Nothing is pasted: ${describe(mistake)}.` };
  }
  return { state: { alpha: data.alpha, beta: data.beta, priors: data.priors }, said: pastedText(pasted) };
}
