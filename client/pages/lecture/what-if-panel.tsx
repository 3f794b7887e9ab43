import { useRef, useState } from "react";
import { policyDefinition } from "../../../policies/registry.ts";
import { forgetKept } from "../../forms/kept.ts";
import { fieldWords } from "../../text/field-words.ts";
import { answersOf, type LectureAnswers, POLICIES } from "./answers.ts";
import { AttemptField } from "./attempt-field.tsx";
import { HistoryEditor } from "./history-editor.tsx";
import { exactText, shortest } from "./numbers.ts";
import { PriorEditor } from "./prior-editor.tsx";
import { toQuery } from "./query.ts";
import type { Reveal } from "./reveal.ts";
import { type LectureSpec, lectureSpec, MOST_ARMS, withArmCount } from "./spec.ts";
import type { LectureState } from "./use-lecture-spec.ts";
import { useMedia } from "./use-media.ts";
import { subscript } from "../../text/symbols.ts";
import "./what-if-panel.css";

const lectureAnswers = answersOf(lectureSpec);

interface WhatIfProps {
  state: LectureState;
  answers: LectureAnswers;
  reveal: Reveal;
}

/** Controls of the exercise, and how they change the answers. */
export function WhatIfPanel({ state, answers, reveal }: WhatIfProps) {
  const wide = useMedia("(width >= 68rem)");
  const [open, setOpen] = useState(false);
  // Fields keep invalid text in drafts of their own; a reset recreates them.
  const [round, setRound] = useState(0);
  const reset = () => {
    forgetKept();
    state.reset();
    setRound(round + 1);
  };
  return (
    <aside className="what-if no-print" aria-label="What if">
      <details
        className="card"
        open={wide || open}
        onToggle={({ currentTarget }) => {
          if (!wide) setOpen(currentTarget.open);
        }}
      >
        <summary>What if …?</summary>
        <Changes answers={answers} reveal={reveal} />
        <div key={round} className="controls">
          <Controls {...state} />
        </div>
        <button type="button" onClick={reset}>
          Reset
        </button>
      </details>
    </aside>
  );
}

/** "was 1/6 → now 17/70", for every policy whose answer differs from the lecture's. */
function Changes({ answers, reveal }: Pick<WhatIfProps, "answers" | "reveal">) {
  const changed = POLICIES.filter(reveal.isShown).flatMap((policy) => {
    const [was, now] = [lectureAnswers[policy], answers[policy]].map(({ probabilities }) => probabilities[0]);
    const text = (answer: typeof was) => (policy === "thompson-beta" ? exactText(answer) : shortest(answer));
    if (text(was) === text(now)) return [];
    return [{ policy, was: text(was), now: text(now) }];
  });
  const { decision } = answers.greedy;
  return (
    <output className="changes" aria-live="polite">
      {changed.length === 0 ? (
        <span className="muted">Change any input; all answers update.</span>
      ) : (
        changed.map(({ policy, was, now }) => (
          <span key={policy} className="change">
            <span className="muted">
              {policyDefinition(policy).label}, P(A{subscript(decision)} = a)
            </span>{" "}
            <span>
              was {was} → now <strong>{now}</strong>{" "}
            </span>
          </span>
        ))
      )}
    </output>
  );
}

function Controls(state: LectureState) {
  const { spec, change, commit } = state;
  const wider = useRef<ArmData>(undefined);
  return (
    <>
      <HistoryEditor {...state} />
      <div className="field">
        <label htmlFor="arm-count">Number of arms</label>
        <select
          id="arm-count"
          value={spec.arms}
          onChange={({ target }) => {
            // Fewer arms and then more, as by arrow keys, restores the removed arms.
            const whole = isPartOf(spec, wider.current) ? { ...spec, ...wider.current } : spec;
            const { arms, history, priors } = whole;
            wider.current = { arms, history, priors };
            change(withArmCount(whole, Number(target.value)));
          }}
        >
          {Array.from({ length: MOST_ARMS - 1 }, (_, i) => (
            <option key={i + 2} value={i + 2}>
              {i + 2}
            </option>
          ))}
        </select>
      </div>
      <PriorEditor {...state} />
      <AttemptField
        label="ε of ε-greedy"
        value={spec.epsilon}
        attempt={(epsilon) => change({ epsilon }, "epsilon")}
        commit={commit}
        slider={{ min: 0, max: 1, step: 0.01 }}
      />
      <Choice
        legend="ε-greedy explores"
        options={fieldWords.explore.options!}
        value={spec.explore}
        choose={(explore) => change({ explore })}
      />
      <AttemptField
        label="c of UCB"
        value={spec.c}
        attempt={(c) => change({ c }, "c")}
        commit={commit}
        slider={{ min: 0, max: 5, step: 0.05 }}
      />
      <Choice
        legend="Ties"
        options={fieldWords.tieBreak.options!}
        value={spec.tieBreak}
        choose={(tieBreak) => change({ tieBreak })}
      />
    </>
  );
}

/** The fields that depend on the number of arms. */
type ArmData = Pick<LectureSpec, "arms" | "history" | "priors">;

/** Whether the exercise equals `wider` with fewer arms. */
function isPartOf(spec: LectureSpec, wider: ArmData | undefined): wider is ArmData {
  if (!wider || wider.arms < spec.arms) return false;
  return toQuery(withArmCount({ ...spec, ...wider }, spec.arms)) === toQuery(spec);
}

interface ChoiceProps {
  legend: string;
  options: Record<string, string>;
  value: string;
  choose: (value: string) => void;
}

function Choice({ legend, options, value, choose }: ChoiceProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="row">
        {Object.entries(options).map(([option, label]) => (
          <label key={option} className="choice">
            <input type="radio" name={legend} checked={option === value} onChange={() => choose(option)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
