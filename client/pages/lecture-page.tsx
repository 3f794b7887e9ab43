import { memo, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { describe, type Mistake } from "../../experiments/mistakes.ts";
import { ScrollBox } from "../components/scroll-box.tsx";
import { AnswerTable } from "./lecture/answer-table.tsx";
import { answersOf, type LectureAnswers, requestFor } from "./lecture/answers.ts";
import { beliefsOf } from "./lecture/beliefs.ts";
import { CheckSection } from "./lecture/check-section.tsx";
import { DataSection } from "./lecture/data-section.tsx";
import { DensitySection } from "./lecture/density-section.tsx";
import { IntegralSection } from "./lecture/integral-section.tsx";
import { ThreeWaysSection } from "./lecture/monte-carlo-section.tsx";
import { PosteriorSection } from "./lecture/posterior-section.tsx";
import { RulesSection } from "./lecture/rules-section.tsx";
import { armNames, type LectureSpec } from "./lecture/spec.ts";
import { useLectureSpec } from "./lecture/use-lecture-spec.ts";
import { WhatIfPanel } from "./lecture/what-if-panel.tsx";
import "./lecture/lecture.css";

/** The lecture's exercise worked out, and every other exercise that its controls can reach. */
export function LecturePage() {
  const state = useLectureSpec();
  const { spec, mistakes } = state;
  const current = useMemo(() => ({ spec, answers: answersOf(spec) }), [spec]);
  const { answers } = current;
  const later = useDeferredValue(current);
  const strip = useStripHeight();
  return (
    <div className="lecture" ref={strip}>
      <h1>Which action next?</h1>
      <p className="lead">
        The exercise of DeepMind × UCL reinforcement learning lecture 2 (video 2:03:45), every step worked out. Change
        anything and all of it follows.
      </p>
      {mistakes.length > 0 && <BadAddress mistakes={mistakes} />}
      <div className="strip">
        <ScrollBox label="Answers" className="strip-scroll">
          <AnswerTable answers={answers} />
        </ScrollBox>
      </div>
      <div className="columns">
        <WhatIfPanel state={state} answers={answers} />
        <div className="worked">
          <DataSection spec={spec} answer={answers.greedy} />
          <RulesSection state={state} answers={answers} />
          <PosteriorSection state={state} answers={answers} />
          <WorkedOut {...later} />
        </div>
      </div>
    </div>
  );
}

/** The heavy part, with charts and typeset maths: it may come a frame after the answers, so that typing never waits. */
const WorkedOut = memo(function WorkedOut({ spec, answers }: { spec: LectureSpec; answers: LectureAnswers }) {
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

function BadAddress({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <div className="notice danger" role="alert">
      <p>The address could not be read, so this is the lecture’s own exercise.</p>
      <ul>
        {mistakes.slice(0, 5).map((mistake) => (
          <li key={describe(mistake)}>{describe(mistake)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Tells the stylesheet how tall the sticky strip is, so that the panel stands below it and headings are not covered. */
function useStripHeight() {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const strip = page.current!.querySelector<HTMLElement>(".strip")!;
    const observer = new ResizeObserver(() =>
      document.documentElement.style.setProperty("--strip-height", `${strip.offsetHeight}px`),
    );
    observer.observe(strip);
    return () => {
      observer.disconnect();
      document.documentElement.style.removeProperty("--strip-height");
    };
  }, []);
  return page;
}
