import { useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { explain } from "../../../experiments/mistakes/explain.ts";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { PRESENT } from "../../frame/present/presenting.ts";
import { fromQuery, toQuery } from "./query.ts";
import { onlyFields, withoutFields } from "../../frame/address-fields.ts";
import { LectureSpec, lectureSpec } from "./spec.ts";
import { type LectureView, viewFields, viewOf } from "./view.ts";

/** A change of the specification, from one control. */
export type Change = (change: Partial<Record<keyof LectureSpec, unknown>>, control?: string) => Mistake[];

export interface LectureState {
  spec: LectureSpec;
  /** Mistakes of the address; with any, the lecture's exercise is shown. */
  mistakes: Mistake[];
  view: LectureView;
  /**
   * Applies a valid change; returns the mistakes of another. Consecutive changes by one control, as while dragging or
   * typing, are one step of the browser's history.
   */
  change: Change;
  /** Ends the step: the next change is one of its own. */
  commit: () => void;
  reset: () => void;
}

/** The state of the page, kept in the address. */
export function useLectureSpec(): LectureState {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const gesture = useRef<string | null>(null);
  // A new line or screen is the same exercise: nothing is computed again.
  const exercise = withoutFields(search, [...viewFields, PRESENT]);
  const { spec, mistakes } = useMemo(() => read(exercise), [exercise]);

  const show = (next: LectureSpec, control: string | null) => {
    const query = [toQuery(next), onlyFields(search, viewFields)].filter(Boolean).join("&");
    const replace = control !== null && control === gesture.current;
    gesture.current = control;
    if (query === search) return;
    navigate(query === "" ? path : `${path}?${query}`, { replace });
  };
  const view = useMemo(() => viewOf(search), [search]);
  return {
    spec,
    mistakes,
    view,
    change: (change, control) => {
      const input = { ...spec, ...change };
      const parsed = LectureSpec.safeParse(input);
      if (!parsed.success) return explain(parsed.error.issues, LectureSpec, input);
      show(parsed.data, control ?? null);
      return [];
    },
    commit: () => {
      gesture.current = null;
    },
    reset: () => show(lectureSpec, null),
  };
}

function read(search: string): Pick<LectureState, "spec" | "mistakes"> {
  try {
    return { spec: fromQuery(search), mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: lectureSpec, mistakes: error.mistakes };
    throw error;
  }
}
