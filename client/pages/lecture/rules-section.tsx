import type { ReactNode } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { Maths } from "../../components/maths.tsx";
import { subscript } from "../../text/symbols.ts";
import type { LectureAnswers } from "./answers.ts";
import { shortest } from "./numbers.ts";
import type { Reveal } from "./reveal.ts";
import { rules } from "./rules.ts";
import { UcbRanges } from "./ucb-ranges-list.tsx";
import type { LectureState } from "./use-lecture-spec.ts";

interface RulesProps {
  state: LectureState;
  answers: LectureAnswers;
  reveal: Reveal;
}

/** Greedy, ε-greedy and UCB: the rule, its application here, and the answer. */
export function RulesSection({ state, answers, reveal }: RulesProps) {
  const { spec, view } = state;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Greedy, ε-greedy and UCB</h2>
      <div className="rules">
        {rules.map(({ policy, label, tex, working }) => {
          const answer = answers[policy];
          const { sentence, ranges } = working(answer, spec);
          return (
            <article key={policy} className="card">
              <div className="rule">
                <h3>{label}</h3>
                <Maths display tex={tex(spec, answer.decision)} />
              </div>
              <div className="working">
                {reveal.isShown(policy) ? (
                  <>
                    <p>{sentence}</p>
                    {ranges && <UcbRanges ranges={ranges} />}
                  </>
                ) : (
                  <p className="muted">The working appears with the answer.</p>
                )}
                {policy === "epsilon-greedy" && !view.locksControls && <OthersOnly {...state} />}
              </div>
              {reveal.isShown(policy) ? <Result answer={answer} /> : <Hidden decision={answer.decision} />}
            </article>
          );
        })}
      </div>
    </section>
  );
}

function OthersOnly({ spec, change }: LectureState): ReactNode {
  return (
    <label className="choice no-print">
      <input
        type="checkbox"
        checked={spec.explore === "others"}
        onChange={({ target }) => change({ explore: target.checked ? "others" : "all" })}
      />
      Explore other arms only
    </label>
  );
}

function Hidden({ decision }: { decision: number }) {
  return <p className="result">P(A{subscript(decision)} = a) = ?</p>;
}

export function Result({ answer: { decision, probabilities } }: { answer: SelectionAnswer }) {
  return (
    <p className="result">
      {probabilities.map((probability) => (
        <span key={probability.arm}>
          P(A{subscript(decision)} = {probability.arm}) = <strong>{shortest(probability)}</strong>{" "}
        </span>
      ))}
    </p>
  );
}
