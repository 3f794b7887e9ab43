import { Suspense, useDeferredValue, useMemo } from "react";
import { useSearch } from "wouter";
import { LinkMistakes } from "../forms/mistake-list.tsx";
import { PresentButton } from "../frame/present/present-button.tsx";
import { usePresenting } from "../frame/present/presenting.ts";
import { FailureBoundary } from "../loading/failure-boundary.tsx";
import { lazyPart } from "../loading/lazy-part.tsx";
import { AnswerStrip } from "./lecture/answer-strip.tsx";
import { answersOf } from "./lecture/answers.ts";
import { DataSection } from "./lecture/data-section.tsx";
import { toQuery } from "./lecture/query.ts";
import { useReveal } from "./lecture/reveal.ts";
import { ShareMenu } from "./lecture/share-menu.tsx";
import { useLectureSpec } from "./lecture/use-lecture-spec.ts";
import { WhatIfPanel } from "./lecture/what-if-panel.tsx";
import "./lecture/lecture.css";

/** The heavy parts, with charts and formulas, load after the answers. */
const RulesSection = lazyPart(async () => (await import("./lecture/rules-section.tsx")).RulesSection);
const PosteriorSection = lazyPart(async () => (await import("./lecture/posterior-section.tsx")).PosteriorSection);
const WorkedOut = lazyPart(async () => (await import("./lecture/worked-out.tsx")).WorkedOut);
const LockedControls = lazyPart(async () => (await import("./lecture/locked-controls.tsx")).LockedControls);
const LecturePresentation = lazyPart(async () => (await import("./lecture/presentation.tsx")).LecturePresentation);
const Handout = lazyPart(async () => (await import("./lecture/handout.tsx")).Handout);

/** The lecture's exercise worked out, with controls to change it; on paper a handout, and screen by screen if presented. */
export function LecturePage() {
  const state = useLectureSpec();
  const { spec, mistakes, view } = state;
  const current = useMemo(() => ({ spec, answers: answersOf(spec) }), [spec]);
  const { answers } = current;
  const later = useDeferredValue(current);
  const address = useSearch();
  const reveal = useReveal(view.hidesAnswers, toQuery(spec));
  const presenting = usePresenting();
  const { isComplete } = reveal;
  const isShown = reveal.isShown("thompson-beta");
  // A deferred exercise is not yet the one that was revealed.
  const isCurrent = later === current || !view.hidesAnswers;
  const handout = (
    <FailureBoundary name="The handout" address={address}>
      <Suspense fallback={null}>
        <Handout {...later} isShown={(policy) => isCurrent && reveal.isShown(policy)} view={view} />
      </Suspense>
    </FailureBoundary>
  );
  if (presenting.screen !== undefined) {
    return (
      <>
        <Suspense fallback={<p>Loading the presentation…</p>}>
          <LecturePresentation {...current} reveal={reveal} presenting={presenting} />
        </Suspense>
        {handout}
      </>
    );
  }
  return (
    <>
      <div className="lecture no-print">
        <div className="lecture-head">
          <h1>Which arm is played next?</h1>
          <div className="row">
            <PresentButton />
            <button type="button" onClick={() => print()}>
              Handout
            </button>
            <ShareMenu spec={spec} view={view} />
          </div>
        </div>
        <p className="lead">
          The exercise of DeepMind × UCL reinforcement learning lecture 2 (video 2:03:45), every step worked out.
          {!view.locksControls && " Change any input; everything below updates."}
        </p>
        <LinkMistakes mistakes={mistakes} shown="Showing the lecture’s exercise instead." />
        <AnswerStrip key={view.hidesAnswers ? toQuery(spec) : undefined} answers={answers} reveal={reveal} />
        <div className="columns">
          {view.locksControls ? (
            <Suspense fallback={<p>Loading the inputs…</p>}>
              <LockedControls spec={spec} view={view} />
            </Suspense>
          ) : (
            <WhatIfPanel state={state} answers={answers} reveal={reveal} />
          )}
          <div className="worked">
            <DataSection spec={spec} answer={answers.greedy} />
            <FailureBoundary name="The rules and the posterior" address={address}>
              <Suspense fallback={<p className="on-its-way">Loading the rules and the posterior…</p>}>
                <RulesSection state={state} answers={answers} reveal={reveal} />
                <PosteriorSection state={state} answers={answers} reveal={reveal} />
              </Suspense>
            </FailureBoundary>
            <FailureBoundary name="The working-out (densities, integral, Monte Carlo)" address={address}>
              <Suspense fallback={<p className="on-its-way">Loading densities, integral and Monte Carlo…</p>}>
                <WorkedOut {...later} isShown={isCurrent && isShown} isComplete={isCurrent && isComplete} />
              </Suspense>
            </FailureBoundary>
          </div>
        </div>
      </div>
      {handout}
    </>
  );
}
