import type { ReactNode } from "react";
import { Maths } from "../../components/maths.tsx";
import { Presentation, type Screen } from "../../frame/present/presentation.tsx";
import type { Presenting } from "../../frame/present/presenting.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { subscript } from "../../text/symbols.ts";
import { listed } from "../../text/words.ts";
import { type LectureAnswers, type LecturePolicy, POLICIES, requestFor } from "./answers.ts";
import { beliefsOf } from "./beliefs.ts";
import { BrokenFormula } from "./broken-formula.tsx";
import { CountsTable, Timeline } from "./data-section.tsx";
import { DensityFigure, JointFigure } from "./density-section.tsx";
import { deriveIntegral } from "./integral.ts";
import { Densities, shapeTex } from "./integral-section.tsx";
import { PresentedThreeWays } from "./monte-carlo-section.tsx";
import { namedPosteriors } from "./named-posteriors.ts";
import { exactText, shortest } from "./numbers.ts";
import { Updates } from "./posterior-section.tsx";
import type { Reveal } from "./reveal.ts";
import { rules } from "./rules.ts";
import { Result } from "./rules-section.tsx";
import { shapeSentence } from "./integral-sentences.ts";
import { armNames, type LectureSpec } from "./spec.ts";
import { integralSteps } from "./tex.ts";
import { UcbRanges } from "./ucb-ranges-list.tsx";
import { useMedia } from "./use-media.ts";
import "./presentation.css";

interface LecturePresentationProps {
  spec: LectureSpec;
  answers: LectureAnswers;
  reveal: Reveal;
  presenting: Presenting;
}

/** The exercise, one idea a screen; every line of the integral is a screen of its own. */
export function LecturePresentation({ presenting, ...exercise }: LecturePresentationProps) {
  const width = useMedia("(width < 44rem)") ? 12 : 34;
  return (
    <div className="presented-lecture no-print">
      <Presentation {...presenting} screens={screensOf(exercise, width)} />
    </div>
  );
}

type Exercise = Omit<LecturePresentationProps, "presenting">;

function screensOf(exercise: Exercise, width: number): Screen[] {
  const { spec, answers, reveal } = exercise;
  const thompson = answers["thompson-beta"];
  const posteriors = namedPosteriors(spec);
  const isShown = reveal.isShown("thompson-beta");
  const names = armNames(spec.arms);
  return [
    {
      title: "Which arm is played next?",
      content: (
        <>
          <p>
            Arms {listed(names)} pay 0 or 1. How likely is each to be played at t = {thompson.decision}?
          </p>
          <Timeline spec={spec} answer={answers.greedy} />
        </>
      ),
    },
    { title: "What the policies know", content: <CountsTable answer={answers.greedy} /> },
    ...ruleScreens(exercise),
    {
      title: "Thompson sampling: the posterior",
      content: (
        <>
          <p>A reward of 1 adds 1 to α, a reward of 0 adds 1 to β.</p>
          <Updates names={names} beliefs={beliefsOf(spec)} swapped={false} />
        </>
      ),
    },
    { title: "The densities", content: <DensityFigure posteriors={posteriors} isShown={false} /> },
    ...(posteriors.length === 2
      ? [
          {
            title: "Both draws together",
            content: <JointFigure posteriors={posteriors} answer={thompson} isShown={isShown} />,
          },
        ]
      : []),
    ...integralScreens(exercise, width),
    ...(isShown
      ? [
          {
            title: "Three ways to the same number",
            content: (
              <PresentedThreeWays
                request={requestFor("thompson-beta", spec)}
                posteriors={posteriors}
                answer={thompson}
              />
            ),
          },
        ]
      : []),
    {
      title: "The answers",
      content: reveal.isComplete ? <AllAnswers answers={answers} /> : <p>Some answers are still hidden.</p>,
    },
  ];
}

/** A row for every policy, which a narrow window has room for. */
function AllAnswers({ answers }: Pick<Exercise, "answers">) {
  const { decision, arms } = answers.greedy;
  return (
    <ScrollBox label="Answers" className="table-scroll">
      <table>
        <caption className="visually-hidden">Probability of every arm, policy by policy</caption>
        <thead>
          <tr>
            <th scope="col">A{subscript(decision)} =</th>
            {arms.map(({ arm }) => (
              <th key={arm} scope="col">
                {arm}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {POLICIES.map((policy) => (
            <tr key={policy}>
              <th scope="row">{policyDefinition(policy).label}</th>
              {answers[policy].probabilities.map((probability) => (
                <td key={probability.arm}>
                  <strong>{shortest(probability)}</strong>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function ruleScreens({ spec, answers, reveal }: Exercise): Screen[] {
  return rules.map(({ policy, label, tex, working }) => {
    const answer = answers[policy];
    const { sentence, ranges } = working(answer, spec);
    return {
      title: label,
      content: (
        <>
          <Maths display tex={tex(spec, answer.decision)} />
          <OrHidden policy={policy} answers={answers} reveal={reveal}>
            <p>{sentence}</p>
            {ranges && <UcbRanges ranges={ranges} />}
            <Result answer={answer} />
          </OrHidden>
        </>
      ),
    };
  });
}

interface OrHiddenProps extends Pick<Exercise, "answers" | "reveal"> {
  policy: LecturePolicy;
  children: ReactNode;
}

/** The answer of a policy, or a button that shows it. */
function OrHidden({ policy, answers, reveal, children }: OrHiddenProps) {
  if (reveal.isShown(policy)) return children;
  return (
    <p className="row">
      P(A{subscript(answers[policy].decision)} = a) = ?
      <button type="button" onClick={() => reveal.show(policy)}>
        Show answer of {policyDefinition(policy).label}
      </button>
    </p>
  );
}

function integralScreens(exercise: Exercise, width: number): Screen[] {
  const { spec, answers, reveal } = exercise;
  const answer = answers["thompson-beta"];
  const posteriors = namedPosteriors(spec);
  const derivation = deriveIntegral(posteriors, 0);
  if (!derivation) {
    const shown = (
      <p>
        {shapeSentence(posteriors, answer)} <strong>{exactText(answer.probabilities[0])}</strong>.
      </p>
    );
    return [
      {
        title: "The integral",
        content: (
          <>
            <BrokenFormula tex={shapeTex(posteriors)} width={width} />
            <OrHidden policy="thompson-beta" answers={answers} reveal={reveal}>
              {shown}
            </OrHidden>
          </>
        ),
      },
    ];
  }
  const steps = integralSteps(derivation);
  const count = reveal.isShown("thompson-beta") ? steps.length : 1;
  return [
    { title: "The densities are polynomials", content: <Densities derivation={derivation} /> },
    ...steps.slice(0, count).map(({ tex, caption }, index) => ({
      title: count === 1 ? "The integral" : `The integral, line ${index + 1} of ${count}`,
      content: (
        <div className="line">
          {index > 0 && (
            <div className="muted">
              <BrokenFormula tex={steps[index - 1].tex} width={width} />
            </div>
          )}
          <BrokenFormula tex={tex} width={width} />
          <p>{caption}</p>
          {count === 1 && (
            <OrHidden policy="thompson-beta" answers={answers} reveal={reveal}>
              {null}
            </OrHidden>
          )}
        </div>
      ),
    })),
  ];
}
