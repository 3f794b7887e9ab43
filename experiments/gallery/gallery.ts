import type { GalleryEntry, PublishedAnswer } from "./entry.ts";
import { selectionProbabilities } from "../selection/selection-probabilities.ts";
import { uclLecture2 } from "./ucl-lecture-2.ts";

/** Every published experiment, in the order in which they are shown. */
export const gallery: readonly GalleryEntry[] = [uclLecture2];

/** A published answer beside ours. */
export interface ReproducedAnswer extends PublishedAnswer {
  ours: string;
  value: number;
  method: string;
  verdict: "agrees" | "differs";
}

/** An entry whose answers were computed again. */
export type ReproducedEntry = Omit<GalleryEntry, "answers"> & { answers: ReproducedAnswer[] };

/**
 * An entry with every answer computed again, and a verdict on each.
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
