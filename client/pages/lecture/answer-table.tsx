import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { type LectureAnswers, POLICIES } from "./answers.ts";
import { aside, shortest } from "./numbers.ts";
import { subscript } from "../../text/symbols.ts";
import "./answer-table.css";

const METHODS: Record<SelectionAnswer["method"], string> = {
  "closed-form": "closed form",
  index: "argmax",
  fraction: "exact fraction",
  quadrature: "quadrature",
  "monte-carlo": "Monte Carlo",
};

/** The probability of every arm under each of the lecture's policies, and the method that computed it. */
export function AnswerTable({ answers }: { answers: LectureAnswers }) {
  const { decision, arms } = answers.greedy;
  const symbol = `A${subscript(decision)}`;
  return (
    <table className={arms.length > 3 ? "answers many" : "answers"}>
      <caption className="visually-hidden">Probability of every arm at decision {decision}, policy by policy</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Arm</span>
          </th>
          {POLICIES.map((policy) => (
            <th key={policy} scope="col">
              {policyDefinition(policy).label}{" "}
              <span className="method">
                {METHODS[answers[policy].method]}
                {answers[policy].tie && ", tie decided by tolerance"}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {arms.map(({ arm }, index) => (
          <tr key={arm}>
            <th scope="row">
              <span className="of">P({symbol}&thinsp;=&thinsp;</span>
              {arm}
              <span className="of">)</span>
            </th>
            {POLICIES.map((policy) => {
              const probability = answers[policy].probabilities[index];
              return (
                <td key={policy}>
                  <strong>{shortest(probability)}</strong>
                  <Decimals of={aside(probability)} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The sign is part of the text, so that copied or spoken text is not "1/60.1667". */
function Decimals({ of }: { of: string | undefined }) {
  if (of === undefined) return null;
  return (
    <>
      {" "}
      <span className="decimals">≈ {of}</span>
    </>
  );
}
