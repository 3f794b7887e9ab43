import { fieldOf } from "../../frame/address-fields.ts";

/** How a link shows the page. Nothing of it belongs to the exercise; what cannot be read is ignored. */
export interface LectureView {
  /** Answers appear when the reader reveals them. */
  hidesAnswers: boolean;
  /** The inputs are texts. */
  locksControls: boolean;
}

/** The fields of these settings and of the lines that are shown, which a change of the exercise keeps. */
export const viewFields = ["hide", "lock", "lines"] as const;

/** The settings of an address: `hide=answers&lock=controls`. */
export function viewOf(search: string): LectureView {
  return { hidesAnswers: fieldOf(search, "hide") === "answers", locksControls: fieldOf(search, "lock") === "controls" };
}

/** The fields of the settings, for a link. */
export function viewToQuery({ hidesAnswers, locksControls }: LectureView): string {
  return [hidesAnswers && "hide=answers", locksControls && "lock=controls"].filter(Boolean).join("&");
}

/** How many lines of a derivation an address shows: `lines=3` or `lines=all`; undefined where it does not say. */
export function linesOf(search: string): number | undefined {
  const text = fieldOf(search, "lines");
  if (text === "all") return Infinity;
  return text !== undefined && /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
}
