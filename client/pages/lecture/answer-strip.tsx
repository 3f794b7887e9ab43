import { Fragment, Suspense, useEffect, useRef, useState } from "react";
import { policyDefinition } from "../../../policies/registry.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { subscript } from "../../text/symbols.ts";
import { AnswerTable } from "./answer-table.tsx";
import { type LectureAnswers, POLICIES } from "./answers.ts";
import { lazyPart } from "../../loading/lazy-part.tsx";
import { shortest } from "./numbers.ts";
import type { Reveal } from "./reveal.ts";
import "./answer-strip.css";

/** Most links show the answers. */
const GuessList = lazyPart(async () => (await import("./guess-list.tsx")).GuessList);

/** The answers of all arms. Once they have left the screen, a row with those of the first arm stays at its top. */
export function AnswerStrip({ answers, reveal }: { answers: LectureAnswers; reveal: Reveal }) {
  const table = useRef<HTMLDivElement>(null);
  const [isAbove, setIsAbove] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) =>
      setIsAbove(!isIntersecting && boundingClientRect.bottom <= 0),
    );
    observer.observe(table.current!);
    return () => observer.disconnect();
  }, []);
  const { decision, arms } = answers.greedy;
  const isGuessed = !reveal.isComplete;
  return (
    <>
      <div ref={table}>
        {isGuessed ? (
          <Suspense fallback={<p>Loading the questions…</p>}>
            <GuessList answers={answers} reveal={reveal} />
          </Suspense>
        ) : (
          <div className="strip">
            <ScrollBox label="Answers" className="table-scroll">
              <AnswerTable answers={answers} />
            </ScrollBox>
          </div>
        )}
      </div>
      <button
        type="button"
        className="pinned-answers no-print"
        hidden={!isAbove}
        title="Show the answers of all arms"
        onClick={() => table.current!.scrollIntoView({ block: "center" })}
      >
        <span className="arm">
          <span className="of">P(A{subscript(decision)} = </span>
          {arms[0].arm}
          <span className="of">)</span>
        </span>{" "}
        {POLICIES.map((policy) => (
          <Fragment key={policy}>
            <span>
              {policyDefinition(policy).label}{" "}
              <strong>{reveal.isShown(policy) ? shortest(answers[policy].probabilities[0]) : "?"}</strong>
            </span>{" "}
          </Fragment>
        ))}
      </button>
    </>
  );
}
