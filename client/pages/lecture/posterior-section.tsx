import { ScrollBox } from "../../components/scroll-box.tsx";
import { type LectureAnswers, slideAnswer } from "./answers.ts";
import { type Belief, beliefsOf, betaName, meanText } from "./beliefs.ts";
import { exactText } from "./numbers.ts";
import type { Reveal } from "./reveal.ts";
import { armNames } from "./spec.ts";
import type { LectureState } from "./use-lecture-spec.ts";

interface PosteriorProps {
  state: LectureState;
  answers: LectureAnswers;
  reveal: Reveal;
}

/** The posterior after each pull, and the error on the lecture's slide. */
export function PosteriorSection({ state, answers, reveal }: PosteriorProps) {
  const { spec, change, view } = state;
  return (
    <section aria-labelledby="posterior">
      <h2 id="posterior">Thompson: the posterior</h2>
      <p>
        Each arm’s mean reward θ has a Beta distribution. A reward of 1 adds 1 to α, a reward of 0 adds 1 to β; other
        arms do not change.
      </p>
      <Updates names={armNames(spec.arms)} beliefs={beliefsOf(spec, spec.slide)} swapped={spec.slide} />
      <div className={spec.slide ? "notice warning" : "notice"}>
        <h3>The slide at 1:47:50</h3>
        {!view.locksControls && (
          <label className="choice">
            <input type="checkbox" checked={spec.slide} onChange={({ target }) => change({ slide: target.checked })} />
            Show the update as on the slide
          </label>
        )}
        <p>
          The slide in the video swaps the two updates: it adds 1 to α on reward 0.{" "}
          {spec.slide ? (
            <>
              {reveal.isShown("thompson-beta") && (
                <>
                  Thompson sampling would then play a with probability{" "}
                  <strong>{exactText(slideAnswer(spec).probabilities[0])}</strong> instead of{" "}
                  {exactText(answers["thompson-beta"].probabilities[0])}.{" "}
                </>
              )}
              This is an error: a reward of 0 would make the arm that paid it look better.
            </>
          ) : (
            "This page uses the correct update."
          )}
        </p>
      </div>
    </section>
  );
}

export function Updates({ names, beliefs, swapped }: { names: string[]; beliefs: Belief[]; swapped: boolean }) {
  return (
    <ScrollBox label="Posterior after every pull" className="table-scroll updates">
      <table>
        <caption>
          Posterior after every pull{swapped && <strong> with the updates swapped, as on the slide (wrong)</strong>}
        </caption>
        <thead>
          <tr>
            <th scope="col">t</th>
            <th scope="col">pull</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {beliefs.map(({ pull, arms }, t) => (
            // oxlint-disable-next-line react/no-array-index-key -- a belief is its place in time
            <tr key={t}>
              <th scope="row">{t}</th>
              <td>{pull ? `${names[pull.arm]} pays ${pull.reward}` : "prior"}</td>
              {arms.map((arm, index) => (
                <td key={names[index]}>
                  {pull?.arm === index ? (
                    <span className="updated">
                      <span aria-hidden="true">→ </span>
                      {betaName(arm)}
                    </span>
                  ) : (
                    betaName(arm)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              mean α/(α + β)
            </th>
            {beliefs.at(-1)!.arms.map((arm, index) => (
              <td key={names[index]}>
                <strong>{meanText(arm)}</strong>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}
