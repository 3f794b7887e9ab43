import { Suspense, useDeferredValue, useMemo } from "react";
import { useSearch } from "wouter";
import { LinkMistakes } from "../forms/mistake-list.tsx";
import { FailureBoundary } from "../loading/failure-boundary.tsx";
import { lazyPart } from "../loading/lazy-part.tsx";
import { AnswerStrip } from "./lecture/answer-strip.tsx";
import { answersOf } from "./lecture/answers.ts";
import { DataSection } from "./lecture/data-section.tsx";
import { PosteriorSection } from "./lecture/posterior-section.tsx";
import { RulesSection } from "./lecture/rules-section.tsx";
import { useLectureSpec } from "./lecture/use-lecture-spec.ts";
import { WhatIfPanel } from "./lecture/what-if-panel.tsx";
import "./lecture/lecture.css";

/** The heavy part, with charts and formulas, loads after the answers. */
const WorkedOut = lazyPart(async () => (await import("./lecture/worked-out.tsx")).WorkedOut);

/** The lecture's exercise worked out, with controls to change it. */
export function LecturePage() {
  const state = useLectureSpec();
  const { spec, mistakes } = state;
  const current = useMemo(() => ({ spec, answers: answersOf(spec) }), [spec]);
  const { answers } = current;
  const later = useDeferredValue(current);
  const address = useSearch();
  return (
    <div className="lecture">
      <h1>Which arm is played next?</h1>
      <p className="lead">
        The exercise of DeepMind × UCL reinforcement learning lecture 2 (video 2:03:45), every step worked out. Change
        any input; everything below updates.
      </p>
      <LinkMistakes mistakes={mistakes} shown="Showing the lecture’s exercise instead." />
      <AnswerStrip answers={answers} />
      <div className="columns">
        <WhatIfPanel state={state} answers={answers} />
        <div className="worked">
          <DataSection spec={spec} answer={answers.greedy} />
          <RulesSection state={state} answers={answers} />
          <PosteriorSection state={state} answers={answers} />
          <FailureBoundary name="The working-out (densities, integral, Monte Carlo)" address={address}>
            <Suspense fallback={<p className="on-its-way">Loading densities, integral and Monte Carlo…</p>}>
              <WorkedOut {...later} />
            </Suspense>
          </FailureBoundary>
        </div>
      </div>
    </div>
  );
}
