import { memo, useMemo } from "react";
import { type LectureAnswers, requestFor } from "./answers.ts";
import { beliefsOf } from "./beliefs.ts";
import { CheckSection } from "./check-section.tsx";
import { DensitySection } from "./density-section.tsx";
import { IntegralSection } from "./integral-section.tsx";
import { ThreeWaysSection } from "./monte-carlo-section.tsx";
import { armNames, type LectureSpec } from "./spec.ts";

/** Densities, integral, Monte Carlo and snippets, deferred so that typing never waits for them. */
export const WorkedOut = memo(function WorkedOut({ spec, answers }: { spec: LectureSpec; answers: LectureAnswers }) {
  const posteriors = useMemo(() => {
    const names = armNames(spec.arms);
    return beliefsOf(spec)
      .at(-1)!
      .arms.map((arm, index) => ({ ...arm, arm: names[index] }));
  }, [spec]);
  const request = requestFor("thompson-beta", spec);
  const answer = answers["thompson-beta"];
  return (
    <>
      <DensitySection posteriors={posteriors} answer={answer} />
      <IntegralSection posteriors={posteriors} answer={answer} />
      <ThreeWaysSection key={JSON.stringify(request)} request={request} posteriors={posteriors} answer={answer} />
      <CheckSection spec={spec} answers={answers} />
    </>
  );
});
