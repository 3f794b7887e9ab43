import type { GalleryEntry, PublishedAnswer } from "./entry.ts";
import { selectionProbabilities } from "../selection/selection-probabilities.ts";
import { uclLecture2 } from "./ucl-lecture-2.ts";

/**
 * All published experiments, in the order in which they are shown.
 *
 * @example
 * ```ts
 * gallery.map(({ id }) => id); // ["ucl-lecture-2"]
 * ```
 */
export const gallery: readonly GalleryEntry[] = [uclLecture2];

/** A published answer beside ours. */
export interface ReproducedAnswer extends PublishedAnswer {
  ours: string;
  value: number;
  method: string;
  verdict: "agrees" | "differs";
}

/** A published experiment with its answers computed again. */
export type ReproducedEntry = Omit<GalleryEntry, "answers"> & { answers: ReproducedAnswer[] };

/**
 * Computes every answer of a published experiment again and compares it with the published one, as text: "agrees" or
 * "differs". Exact; milliseconds.
 *
 * @example
 * ```ts
 * reproduce(gallery[0]).answers.map(({ ours }) => ours); // ["0", "ε/2", "0", "1/6", "17/70"]
 * ```
 */
export function reproduce(entry: GalleryEntry): ReproducedEntry {
  return { ...entry, answers: entry.answers.map(reproduceAnswer) };
}

function reproduceAnswer(answer: PublishedAnswer): ReproducedAnswer {
  const { probabilities, method } = selectionProbabilities(answer.request);
  const { value, fraction, formula } = probabilities.find(({ arm }) => arm === answer.arm)!;
  const ours = formula ?? fraction ?? String(value);
  return { ...answer, ours, value, method, verdict: ours === answer.published ? "agrees" : "differs" };
}
