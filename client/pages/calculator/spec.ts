import * as z from "zod";
import { InvalidInput } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { Posteriors } from "../../../policies/posteriors/family.ts";
import { LONGEST_NAME, type RecordDraft } from "../../forms/record-draft.ts";
import type { Checked } from "../../forms/use-draft-in-address.ts";
import { entries, type Entry, entryOf, type Numbers } from "./entries.ts";

/** The most arms of the form; the API takes more. */
export const MOST_ARMS = 20;

/** The state of the calculator. Given by posterior parameters, it is the API's request. */
export interface CalculatorSpec {
  /** Kind of the entry: a family of posteriors, or "-counts" of one. */
  family: string;
  prior?: Numbers;
  arms: Numbers[];
  /** Names of the arms; an empty one stands for a letter. */
  names?: string[];
  /** The loss at which the tab Simple says that a test may stop. */
  acceptedLoss?: number;
}

const name = z.string().superRefine((text, context) => {
  if (text.length <= LONGEST_NAME) return;
  const allowed = `at most ${LONGEST_NAME} characters`;
  context.addIssue({ code: "custom", message: `is too long: ${allowed}, has ${text.length}`, params: { allowed } });
});
const names = z.array(name).max(MOST_ARMS).optional();
const optionOf = ({ kind, arm, prior }: Entry) =>
  z.strictObject({
    family: z.literal(kind),
    ...(prior && { prior }),
    arms: z.array(arm).min(1).max(MOST_ARMS),
    names,
    acceptedLoss: z.number().min(0).max(1e9).optional(),
  });
const [first, ...others] = entries.map(optionOf);
const schema = z.discriminatedUnion("family", [first, ...others]);

/** @throws InvalidInput */
export function parseSpec(input: unknown): CalculatorSpec {
  const spec = parseInput(schema, input) as CalculatorSpec;
  // The API's schema also checks combinations of arms, at the same fields.
  parseInput(Posteriors, posteriorsOf(spec));
  return spec;
}

/** The posteriors, as the API takes them. */
export function posteriorsOf({ family, prior = {}, arms }: CalculatorSpec): Posteriors {
  const entry = entryOf(family);
  // Every entry gives posteriors that are valid for their schema.
  return { family: entry.family, arms: arms.map((arm) => entry.posterior(arm, prior)) } as Posteriors;
}

/** a, b, c, … or the arm's own name. */
export function armName(names: readonly string[] | undefined, arm: number): string {
  return names?.[arm]?.trim() || String.fromCodePoint("a".codePointAt(0)! + arm);
}

/** A specification while edited. */
export interface CalculatorDraft {
  family: string;
  prior: RecordDraft;
  arms: RecordDraft[];
  names: string[];
  acceptedLoss?: number;
}

export function draftOf({ family, prior = {}, arms, names, acceptedLoss }: CalculatorSpec): CalculatorDraft {
  const draft = { family, prior, arms, names: arms.map((_, arm) => names?.[arm] ?? "") };
  return { ...draft, ...(acceptedLoss !== undefined && { acceptedLoss }) };
}

export function checkDraft({ family, prior, arms, names, acceptedLoss }: CalculatorDraft): Checked<CalculatorSpec> {
  const input = {
    family,
    ...(entryOf(family).prior && { prior }),
    arms,
    ...(names.some((name) => name !== "") && { names }),
    ...(acceptedLoss !== undefined && { acceptedLoss }),
  };
  try {
    return { spec: parseSpec(input), mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes };
    throw error;
  }
}

export function withArm(draft: CalculatorDraft, row: number, arm: RecordDraft): CalculatorDraft {
  return { ...draft, arms: draft.arms.with(row, arm) };
}

/** One more arm, like the last. */
export function withArmAdded(draft: CalculatorDraft): CalculatorDraft {
  const like = draft.arms.at(-1) ?? entryOf(draft.family).example.arm;
  return { ...draft, arms: [...draft.arms, { ...like }], names: [...draft.names, ""] };
}

export function withArmRemoved(draft: CalculatorDraft, row: number): CalculatorDraft {
  return { ...draft, arms: draft.arms.toSpliced(row, 1), names: draft.names.toSpliced(row, 1) };
}

/**
 * The draft with another entry. Posteriors are kept if both entries can express them; otherwise the arms are those
 * `typed` for that entry before, or its example.
 */
export function withEntry(draft: CalculatorDraft, kind: string, typed?: CalculatorDraft): CalculatorDraft {
  const same = converted(draft, kind);
  if (same) return same;
  const { family, prior, arms } = typed ?? { family: kind, prior: entryOf(kind).example.prior ?? {}, arms: [] };
  const { example } = entryOf(family);
  return { ...draft, family, prior, arms: draft.arms.map((_, arm) => arms[arm] ?? { ...example.arm }) };
}

function converted(draft: CalculatorDraft, kind: string): CalculatorDraft | undefined {
  const entry = entryOf(kind);
  const { spec } = checkDraft(draft);
  if (!spec || entryOf(spec.family).family !== entry.family) return undefined;
  const prior = entry.example.prior ?? {};
  const arms = posteriorsOf(spec).arms.map((posterior) => entry.from({ ...posterior }, prior));
  const same: CalculatorDraft = { ...draft, family: kind, prior, arms };
  return checkDraft(same).spec && same;
}
