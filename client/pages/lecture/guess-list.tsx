import { useId, useState } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { subscript } from "../../text/symbols.ts";
import { type LectureAnswers, type LecturePolicy, POLICIES } from "./answers.ts";
import { judgeGuess, type Verdict } from "./guess.ts";
import { aside, shortest } from "./numbers.ts";
import type { Reveal } from "./reveal.ts";
import "./guess-list.css";

const WORDS: Record<Verdict, string> = {
  right: "Right.",
  rounded: "Right, rounded.",
  coarse: "Enter at least two digits.",
  wrong: "Not right. Try again, or show the answer.",
  unread: "Enter a probability as 3/8, 0.375 or 37.5%.",
};

const isRight = (verdict: Verdict | undefined) => verdict === "right" || verdict === "rounded";

interface GuessListProps {
  answers: LectureAnswers;
  reveal: Reveal;
}

/** The question of every policy: a field for the reader's answer until it is right, or shown. */
export function GuessList({ answers, reveal }: GuessListProps) {
  const { decision, arms } = answers.greedy;
  return (
    <section className="guesses no-print" aria-labelledby="guesses">
      <h2 id="guesses">Your answers</h2>
      <p>
        How likely is arm {arms[0].arm} to be played at t = {decision}? Enter a fraction, a decimal or a percentage.
      </p>
      <ul>
        {POLICIES.map((policy) => (
          <Guess
            key={policy}
            policy={policy}
            answer={answers[policy]}
            isShown={reveal.isShown(policy)}
            show={() => reveal.show(policy)}
          />
        ))}
      </ul>
    </section>
  );
}

interface GuessProps {
  policy: LecturePolicy;
  answer: SelectionAnswer;
  isShown: boolean;
  show: () => void;
}

function Guess({ policy, answer, isShown, show }: GuessProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [verdict, setVerdict] = useState<Verdict>();
  const { label } = policyDefinition(policy);
  const { decision, probabilities } = answer;
  const check = () => {
    const next = judgeGuess(text, probabilities[0]);
    setVerdict(next);
    if (isRight(next)) show();
  };
  return (
    <li>
      <form
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        {isShown ? (
          <span className="guess-name">{label}</span>
        ) : (
          <>
            <label htmlFor={id}>
              {label}: P(A{subscript(decision)} = {probabilities[0].arm})
            </label>
            <span className="row">
              <input
                id={id}
                inputMode="text"
                autoComplete="off"
                value={text}
                aria-describedby={`${id}-verdict`}
                aria-invalid={verdict !== undefined || undefined}
                onChange={({ target }) => {
                  setText(target.value);
                  setVerdict(undefined);
                }}
              />
              <button type="submit">Check</button>
              <button type="button" className="quiet" onClick={show}>
                Show answer
              </button>
            </span>
          </>
        )}
        <output id={`${id}-verdict`} className={isRight(verdict) ? "guess-right" : "guess-verdict"}>
          {verdict && WORDS[verdict]}
          {isShown && ` ${allOf(answer)}`}
        </output>
      </form>
    </li>
  );
}

/** "P(A₃ = a) = 1/6 ≈ 0.1667, P(A₃ = b) = 5/6 ≈ 0.8333". */
function allOf({ decision, probabilities }: SelectionAnswer): string {
  const texts = probabilities.map((probability) => {
    const decimals = aside(probability);
    const about = decimals === undefined ? "" : ` ≈ ${decimals}`;
    return `P(A${subscript(decision)} = ${probability.arm}) = ${shortest(probability)}${about}`;
  });
  return texts.join(", ");
}
