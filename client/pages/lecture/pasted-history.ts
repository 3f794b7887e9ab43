import { NAME, type PasteColumn, unclearText } from "../../forms/pasted-rows.ts";
import { pastedTable, pastedText, type PasteOutcome } from "../../forms/table-paste.ts";
import { ARM_NAMES, type LectureSpec, MOST_PULLS, type Pull, withArmCount } from "./spec.ts";

const columns: PasteColumn[] = [
  { name: NAME, label: "arm", heads: ["action", "variant"], read: armOf },
  { name: "reward", label: "reward", heads: ["r", "paid", "result", "outcome", "success"], read: rewardOf },
];

/** The fields that a pasted history changes. */
export type History = Pick<LectureSpec, "arms" | "history" | "priors">;

/** A history from a pasted block of arms and rewards. Rows that are not pulls are left out and reported. */
export function pastedHistory(text: string, spec: LectureSpec): PasteOutcome<History> | undefined {
  const pasted = pastedTable(text, { columns, rows: [], most: MOST_PULLS, at: { row: 0 }, blank: {} });
  if (!pasted) return undefined;
  const history = pasted.rows.flatMap(({ [NAME]: arm, reward }): Pull[] =>
    typeof arm === "number" && typeof reward === "number" ? [{ arm, reward }] : [],
  );
  const needed = `A pull is an arm from ${ARM_NAMES[0]} to ${ARM_NAMES.at(-1)} and a reward of 0 or 1.`;
  if (history.length === 0) return { said: `Nothing pasted: no row is a pull. ${needed}` };
  const arms = Math.max(spec.arms, ...history.map(({ arm }) => arm + 1));
  const { priors } = withArmCount(spec, arms);
  const state = { arms, history, priors };
  const said = pastedText({ ...pasted, count: history.length, unclear: [] });
  if (pasted.unclear.length === 0) return { state, said };
  return { state, said: `${said} Left out: ${unclearText(pasted.unclear)}. ${needed}` };
}

function armOf(text: string): unknown {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^arm\s+/, "");
  const arm = ARM_NAMES.findIndex((each) => each === name);
  return arm < 0 ? text : arm;
}

function rewardOf(text: string): unknown {
  return text === "0" || text === "1" ? Number(text) : text;
}
