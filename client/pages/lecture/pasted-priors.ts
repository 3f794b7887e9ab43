import { explain } from "../../../experiments/mistakes/explain.ts";
import { mistakeWithPlace } from "../../text/mistakes.ts";
import { unclearText } from "../../forms/pasted-rows.ts";
import { type PastedCell, pastedTable, pastedText, type PasteOutcome } from "../../forms/table-paste.ts";
import { LectureSpec, priorsOf } from "./spec.ts";

const columns = [
  { name: "alpha", label: "α", heads: ["a"] },
  { name: "beta", label: "β", heads: ["b"] },
];

/** The fields that pasted priors change. */
export type Priors = Pick<LectureSpec, "alpha" | "beta" | "priors">;

/** A prior for every arm from a pasted block of α and β. Invalid priors change nothing. */
export function pastedPriors(text: string, at: PastedCell, spec: LectureSpec): PasteOutcome<Priors> | undefined {
  const own = priorsOf(spec);
  const pasted = pastedTable(text, { columns, rows: own, most: spec.arms, at, blank: {} });
  if (!pasted) return undefined;
  if (pasted.unclear.length > 0) return { said: `Nothing pasted. Not clear: ${unclearText(pasted.unclear)}.` };
  // Arms beyond the block keep their priors.
  const priors = own.map((prior, arm) => pasted.rows[arm] ?? prior);
  const input = { ...spec, alpha: 1, beta: 1, priors };
  const { data, error } = LectureSpec.safeParse(input);
  if (!data) {
    const [mistake] = explain(error.issues, LectureSpec, input);
    return { said: `Nothing pasted. ${mistakeWithPlace(mistake)}` };
  }
  return { state: { alpha: data.alpha, beta: data.beta, priors: data.priors }, said: pastedText(pasted) };
}
