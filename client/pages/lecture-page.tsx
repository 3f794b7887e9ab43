import { Suspense, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useSearch } from "wouter";
import { LinkMistakes } from "../forms/mistake-list.tsx";
import { ScrollBox } from "../components/scroll-box.tsx";
import { FailureBoundary } from "../loading/failure-boundary.tsx";
import { lazyPart } from "../loading/lazy-part.tsx";
import { AnswerTable } from "./lecture/answer-table.tsx";
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
  const strip = useStripHeight();
  return (
    <div className="lecture" ref={strip}>
      <h1>Which arm is played next?</h1>
      <p className="lead">
        The exercise of DeepMind × UCL reinforcement learning lecture 2 (video 2:03:45), every step worked out. Change
        any input; everything below updates.
      </p>
      <LinkMistakes mistakes={mistakes} shown="Showing the lecture’s exercise instead." />
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

/** Gives the stylesheet the height of the sticky strip, so that it covers neither panel nor headings. */
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
