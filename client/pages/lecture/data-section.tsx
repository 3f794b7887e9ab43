import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { decimal } from "./numbers.ts";
import { armNames, type LectureSpec } from "./spec.ts";
import { subscript } from "../../text/symbols.ts";

interface DataProps {
  spec: LectureSpec;
  answer: SelectionAnswer;
}

/** The history, and the counts of every arm that all four policies use. */
export function DataSection({ spec, answer }: DataProps) {
  return (
    <section aria-labelledby="data">
      <h2 id="data">The data</h2>
      <Timeline spec={spec} answer={answer} />
      <p>All four policies use only these numbers:</p>
      <CountsTable answer={answer} />
    </section>
  );
}

export function Timeline({ spec, answer }: DataProps) {
  const names = armNames(spec.arms);
  return (
    <ol className="timeline" aria-label="Pulls so far">
      {spec.history.map(({ arm, reward }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a pull is its place in the history
        <li key={index}>
          <span className="muted">t = {index + 1}</span>{" "}
          <span>
            {names[arm]} → <strong>{reward}</strong>
          </span>
        </li>
      ))}
      <li className="question">
        <span className="muted">t = {answer.decision}</span>{" "}
        <span>
          A{subscript(answer.decision)} = <strong>?</strong>
        </span>
      </li>
    </ol>
  );
}

export function CountsTable({ answer }: Pick<DataProps, "answer">) {
  return (
    <ScrollBox label="Counts of every arm" className="table-scroll">
      <table>
        <caption className="visually-hidden">Counts of every arm</caption>
        <thead>
          <tr>
            <th scope="col">arm</th>
            <th scope="col" className="numeric">
              pulls N
            </th>
            <th scope="col" className="numeric">
              rewards Σr
            </th>
            <th scope="col" className="numeric">
              mean Q = Σr/N
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.arms.map(({ arm, pulls, rewardSum, mean }) => (
            <tr key={arm}>
              <th scope="row">{arm}</th>
              <td className="numeric">{pulls}</td>
              <td className="numeric">{rewardSum}</td>
              <td className="numeric">{mean === null ? "untried" : decimal(mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
