import { optionLabel } from "../../text/field-words.ts";
import { betaName } from "./beliefs.ts";
import { armNames, type LectureSpec, priorsOf } from "./spec.ts";
import { toQuery } from "./query.ts";
import { type LectureView, viewToQuery } from "./view.ts";

/** The inputs as text, and a link to a copy that can be changed. */
export function LockedControls({ spec, view }: { spec: LectureSpec; view: LectureView }) {
  const query = [toQuery(spec), viewToQuery({ ...view, locksControls: false })].filter(Boolean).join("&");
  return (
    <aside className="what-if locked" aria-label="Inputs">
      <div className="card">
        <h2>Inputs</h2>
        <dl>
          {inputsOf(spec).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="no-print">
          Locked by the link. <a href={`/learn/lecture-2${query && `?${query}`}`}>Open an unlocked copy</a>
        </p>
      </div>
    </aside>
  );
}

/** Every input as a name and a text. */
export function inputsOf(spec: LectureSpec): { name: string; value: string }[] {
  const { arms, history, priors, epsilon, explore, c, tieBreak } = spec;
  const names = armNames(arms);
  const shared = priorsOf(spec)[0];
  return [
    {
      name: "History",
      value: history.map(({ arm, reward }) => `${names[arm]} → ${reward}`).join(", ") || "no pulls yet",
    },
    { name: "Number of arms", value: String(arms) },
    {
      name: "Prior of Thompson sampling",
      value: priors
        ? priors.map((prior, arm) => `${names[arm]}: ${betaName(prior)}`).join(", ")
        : `${betaName(shared)} for every arm`,
    },
    { name: "ε of ε-greedy", value: `${epsilon}, explores ${optionLabel("explore", explore)}` },
    { name: "c of UCB", value: String(c) },
    { name: "Ties", value: optionLabel("tieBreak", tieBreak) },
  ];
}
