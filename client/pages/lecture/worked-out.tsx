import { memo } from "react";
import { type LectureAnswers, requestFor } from "./answers.ts";
import { CheckSection } from "./check-section.tsx";
import { DensitySection } from "./density-section.tsx";
import { IntegralSection } from "./integral-section.tsx";
import { ThreeWaysSection } from "./monte-carlo-section.tsx";
import { namedPosteriors, isLecturePosteriors } from "./named-posteriors.ts";
import type { LectureSpec } from "./spec.ts";

interface WorkedOutProps {
  spec: LectureSpec;
  answers: LectureAnswers;
  /** Whether Thompson sampling's answer may be read, and whether all may. */
  isShown: boolean;
  isComplete: boolean;
}

/** Densities, integral, Monte Carlo and snippets, deferred so that typing never waits for them. */
export const WorkedOut = memo(function WorkedOut({ spec, answers, isShown, isComplete }: WorkedOutProps) {
  const posteriors = namedPosteriors(spec);
  const request = requestFor("thompson-beta", spec);
  const answer = answers["thompson-beta"];
  const isLecture = isLecturePosteriors(posteriors);
  return (
    <>
      <DensitySection posteriors={posteriors} answer={answer} isShown={isShown} />
      <IntegralSection posteriors={posteriors} answer={answer} isShown={isShown} isLecture={isLecture} />
      {isShown && (
        <ThreeWaysSection key={JSON.stringify(request)} request={request} posteriors={posteriors} answer={answer} />
      )}
      {isComplete && <CheckSection spec={spec} answers={answers} />}
    </>
  );
});
