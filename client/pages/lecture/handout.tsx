import { memo } from "react";
import { policyDefinition } from "../../../policies/registry.ts";
import { Maths } from "../../components/maths.tsx";
import { subscript } from "../../text/symbols.ts";
import { listed } from "../../text/words.ts";
import { type LectureAnswers, type LecturePolicy, POLICIES } from "./answers.ts";
import { beliefsOf, betaName, meanText } from "./beliefs.ts";
import { HandoutIntegral } from "./handout-integral.tsx";
import { inputsOf } from "./locked-controls.tsx";
import { namedPosteriors } from "./named-posteriors.ts";
import { aside, decimal, shortest } from "./numbers.ts";
import { Updates } from "./posterior-section.tsx";
import { rules } from "./rules.ts";
import { linkTo } from "./share-menu.tsx";
import { armNames, type LectureSpec, priorsOf } from "./spec.ts";
import type { LectureView } from "./view.ts";
import "./handout.css";

/** Whether the posterior after every pull fits on the first sheet. Every arm has two lines more on it. */
function hasRoomForUpdates({ history, arms }: LectureSpec): boolean {
  return history.length > 0 && history.length + 2 * arms <= 8;
}

interface HandoutProps {
  spec: LectureSpec;
  answers: LectureAnswers;
  isShown: (policy: LecturePolicy) => boolean;
  view: LectureView;
}

/** The exercise on two sheets of A4, for print alone. Where answers are hidden there is room to write. */
export const Handout = memo(function Handout({ spec, answers, isShown, view }: HandoutProps) {
  const { decision } = answers.greedy;
  return (
    <div className="handout print-only">
      <article className="sheet">
        <p className="handout-title">Which arm is played next?</p>
        <p>
          Arms {listed(armNames(spec.arms))} pay 0 or 1. {question(spec, decision)} How likely is each arm to be played
          at t = {decision}, under each of four policies?
        </p>
        <h2>The data</h2>
        <HandoutData spec={spec} answers={answers} />
        {isShown("thompson-beta") && hasRoomForUpdates(spec) && (
          <Updates names={armNames(spec.arms)} beliefs={beliefsOf(spec)} swapped={false} />
        )}
        <h2>The answers</h2>
        <ol className="handout-answers">
          {POLICIES.map((policy) => (
            <HandoutAnswer key={policy} policy={policy} spec={spec} answers={answers} isShown={isShown(policy)} />
          ))}
        </ol>
      </article>
      <article className="sheet">
        <HandoutIntegral
          posteriors={namedPosteriors(spec)}
          answer={answers["thompson-beta"]}
          isShown={isShown("thompson-beta")}
        />
        <p className="handout-source">
          Bandit Lab: the exercise of DeepMind × UCL lecture 2 (video 2:03:45). {linkTo(spec, view)}
        </p>
      </article>
    </div>
  );
});

function question({ history, arms }: LectureSpec, decision: number): string {
  if (history.length === 0) return "No arm has been played yet.";
  const names = armNames(arms);
  const pulls = history.map(({ arm, reward }) => `${names[arm]} paid ${reward}`);
  return `In the order of play, t = 1 to ${decision - 1}: ${pulls.join(", ")}.`;
}

function HandoutData({ spec, answers }: Pick<HandoutProps, "spec" | "answers">) {
  const posteriors = namedPosteriors(spec);
  const priors = priorsOf(spec);
  return (
    <>
      <table>
        <thead>
          <tr>
            {["arm", "pulls N", "rewards Σr", "mean Q", "prior", "posterior", "posterior mean"].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answers.greedy.arms.map(({ arm, pulls, rewardSum, mean }, index) => (
            <tr key={arm}>
              <th scope="row">{arm}</th>
              <td>{pulls}</td>
              <td>{rewardSum}</td>
              <td>{mean === null ? "untried" : decimal(mean)}</td>
              <td>{betaName(priors[index])}</td>
              <td>{betaName(posteriors[index])}</td>
              <td>{meanText(posteriors[index])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="handout-inputs">
        {inputsOf(spec)
          .filter(({ name }) => /^(ε|c|Ties)/.test(name))
          .map(({ name, value }) => `${name}: ${value}`)
          .join("; ")}
        .
      </p>
    </>
  );
}

interface HandoutAnswerProps extends Pick<HandoutProps, "spec" | "answers"> {
  policy: LecturePolicy;
  isShown: boolean;
}

function HandoutAnswer({ policy, spec, answers, isShown }: HandoutAnswerProps) {
  const answer = answers[policy];
  const { decision, probabilities } = answer;
  const rule = rules.find((row) => row.policy === policy);
  const working = rule?.working(answer, spec);
  return (
    <li className={isShown ? undefined : "to-write"}>
      <h3>{policyDefinition(policy).label}</h3>
      {rule ? (
        <Maths display tex={rule.tex(spec, decision)} />
      ) : (
        <span>Draws θ from every posterior and plays the arm with the largest draw: the integral overleaf.</span>
      )}
      {isShown ? (
        <>
          {working && (
            <p>
              {working.sentence} {working.ranges?.map(({ leaders, where }) => `${leaders} ${where}`).join("; ")}
            </p>
          )}
          <p className="handout-result">
            {probabilities.map((probability) => (
              <span key={probability.arm}>
                P(A{subscript(decision)} = {probability.arm}) = <strong>{shortest(probability)}</strong>
                {aside(probability) !== undefined && ` ≈ ${aside(probability)}`}{" "}
              </span>
            ))}
          </p>
        </>
      ) : (
        <p className="handout-result">
          {probabilities.map(({ arm }) => (
            <span key={arm}>
              P(A{subscript(decision)} = {arm}) = <span className="blank" />{" "}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
