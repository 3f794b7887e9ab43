import * as z from "zod";
import { pointerOf } from "../../../../experiments/mistakes/explain.ts";
import { type Path, schemaAt } from "../../../../experiments/mistakes/schema-place.ts";
import { SimulationSpec } from "../../../../experiments/spec/spec.ts";
import { withValue } from "../../../../experiments/sweep/axis-path.ts";
import { type ValueList, valueListOf } from "../../../forms/value-list.ts";
import type { SpecDraft } from "../spec-draft.ts";

/** A number of a draft that has a list of values instead. */
export interface DraftList extends ValueList {
  path: Path;
  pointer: string;
}

/** Texts that only look like lists of numbers. */
const TEXTS = new Set(["seed", "labels"]);

/** The numbers of a draft that have lists of values, in the order of its fields. */
export function listsIn(draft: SpecDraft): DraftList[] {
  return Object.entries(draft).flatMap(([name, value]) => (TEXTS.has(name) ? [] : within(draft, value, [name])));
}

function within(draft: SpecDraft, value: unknown, path: Path): DraftList[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "number" ? [] : within(draft, inner, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }
  const list = typeof value === "string" ? valueListOf(value) : undefined;
  return list && isNumeric(draft, path) ? [{ ...list, path, pointer: pointerOf(path) }] : [];
}

/** Whether a specification has a number at a place. */
export function isNumeric(draft: unknown, path: Path): boolean {
  return schemaAt(SimulationSpec, path, draft) instanceof z.ZodNumber;
}

/** The draft with the first value of every list in its place. */
export function withFirstValues(draft: SpecDraft, lists: readonly DraftList[]): SpecDraft {
  return lists.reduce((changed, { path, values }) => withValue(changed, changed, path, values[0]) as SpecDraft, draft);
}
