import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { beliefsOf } from "./beliefs.ts";
import { armNames, type LectureSpec, lectureSpec } from "./spec.ts";

/** The posterior of an arm, with its name. */
export interface NamedBeta extends BetaParameters {
  arm: string;
}

const known = new WeakMap<LectureSpec, NamedBeta[]>();

/** The posteriors after all pulls. The same list for the same specification, so that what follows is computed once. */
export function namedPosteriors(spec: LectureSpec): NamedBeta[] {
  const before = known.get(spec);
  if (before) return before;
  const names = armNames(spec.arms);
  const posteriors = beliefsOf(spec)
    .at(-1)!
    .arms.map((arm, index) => ({ ...arm, arm: names[index] }));
  known.set(spec, posteriors);
  return posteriors;
}

const lecturePosteriors = namedPosteriors(lectureSpec);

/** Whether posteriors are those of the lecture's exercise: some remarks are about it alone. */
export function isLecturePosteriors(posteriors: readonly NamedBeta[]): boolean {
  const { length } = lecturePosteriors;
  return (
    posteriors.length === length &&
    posteriors.every(
      ({ alpha, beta }, arm) => alpha === lecturePosteriors[arm].alpha && beta === lecturePosteriors[arm].beta,
    )
  );
}
