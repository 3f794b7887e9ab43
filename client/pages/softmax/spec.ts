import * as z from "zod";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import type { AddressLanguage, Checked } from "../../forms/use-draft-in-address.ts";
import { changesToSearch, jsonFromSearch, mistakesOfAddress } from "../../sources/json-search.ts";
import { publishedLayer } from "./published.ts";

export const MOST_INPUTS = 6;
const MOST_CLASSES = 6;

/** Products of two such numbers and their sums keep all digits that the page shows. */
const entry = z.number().min(-1000).max(1000);

/** The state of the softmax page. Classes are counted from 1, as in the posts. */
const SoftmaxSpec = z
  .strictObject({
    x: z
      .array(entry)
      .min(1)
      .max(MOST_INPUTS)
      .default([...publishedLayer.x]),
    weights: z
      .array(z.array(entry).min(2).max(MOST_CLASSES))
      .min(1)
      .max(MOST_INPUTS)
      .default(publishedLayer.weights.map((row) => [...row])),
    target: z
      .int()
      .min(1)
      .max(MOST_CLASSES)
      .default(publishedLayer.target + 1),
    reward: entry.default(1),
    baseline: entry.default(0.5),
    stepSize: z.number().min(0).max(1000).default(0.1),
  })
  .superRefine(({ x, weights, target }, context) => {
    const refuse = (path: (string | number)[], message: string, allowed: string) =>
      context.addIssue({ code: "custom", path, message, params: { allowed } });
    const { length: classes } = weights[0];
    if (weights.length !== x.length) {
      refuse(["weights"], `has ${weights.length} rows for ${x.length} inputs`, `${x.length} entries, one per input`);
    }
    weights.forEach((row, j) => {
      if (row.length === classes) return;
      refuse(
        ["weights", j],
        `has ${row.length} entries, the first row ${classes}`,
        `${classes} entries, one per class`,
      );
    });
    if (target > classes) refuse(["target"], `names no class: ${target}`, `an integer in [1, ${classes}]`);
  });
export type SoftmaxSpec = z.output<typeof SoftmaxSpec>;

/** What the form holds: numbers, or texts that are none. */
export interface SoftmaxDraft {
  x: unknown[];
  weights: unknown[][];
  target: unknown;
  reward: unknown;
  baseline: unknown;
  stepSize: unknown;
}

export const postsSpec: SoftmaxSpec = SoftmaxSpec.parse({});

export function isOfPosts({ x, weights, target }: SoftmaxSpec): boolean {
  const { x: theirs, weights: their, target: observed } = postsSpec;
  return canonicalJson({ x, weights, target }) === canonicalJson({ x: theirs, weights: their, target: observed });
}

/** The draft with other inputs: W keeps a row for each. */
export function withInputs(draft: SoftmaxDraft, x: unknown[]): SoftmaxDraft {
  const count = Math.min(Math.max(x.length, 1), MOST_INPUTS);
  const empty = (draft.weights[0] ?? []).map(() => 0);
  return { ...draft, x, weights: Array.from({ length: count }, (_, j) => draft.weights[j] ?? empty) };
}

function check(draft: SoftmaxDraft): Checked<SoftmaxSpec> {
  try {
    return { spec: parseInput(SoftmaxSpec, draft), mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes };
    throw error;
  }
}

function read(search: string): { draft: SoftmaxDraft; mistakes: readonly Mistake[] } {
  try {
    return { draft: parseInput(SoftmaxSpec, jsonFromSearch(search) ?? {}), mistakes: [] };
  } catch (error) {
    return { draft: postsSpec, mistakes: mistakesOfAddress(error) };
  }
}

export const language: AddressLanguage<SoftmaxSpec, SoftmaxDraft> = {
  read,
  check,
  write: (spec) => changesToSearch(spec, postsSpec),
};
