import { useMemo } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { Maths } from "../../components/maths.tsx";
import { type Derivation, deriveIntegral, exceedsHalf, finiteSum } from "./integral.ts";
import { IntegralLines } from "./integral-lines.tsx";
import { exactText } from "./numbers.ts";
import { countingSentence, isWhole, methodSentence, shapeSentence } from "./integral-sentences.ts";
import { densitiesTex, densityShapeTex, finiteSumTex, integralSteps } from "./tex.ts";
import { ARM_NAMES } from "./spec.ts";
import { betaName } from "./beliefs.ts";

interface IntegralProps {
  posteriors: readonly BetaParameters[];
  answer: SelectionAnswer;
  /** Whether the answer may be read; otherwise the question alone is shown. */
  isShown: boolean;
  /** The posteriors are those of the lecture. */
  isLecture: boolean;
}

/** P(a draws the largest): line by line for short polynomials, and by another method. */
export function IntegralSection({ posteriors, answer, isShown, isLecture }: IntegralProps) {
  const derivation = useMemo(() => deriveIntegral(posteriors, 0), [posteriors]);
  return (
    <section aria-labelledby="integral">
      <h2 id="integral">The integral</h2>
      {derivation ? (
        <Working derivation={derivation} isShown={isShown} />
      ) : (
        <Shape posteriors={posteriors} answer={answer} isShown={isShown} />
      )}
      {isShown && <AnotherWay posteriors={posteriors} answer={answer} />}
      {isShown && isLecture && derivation && <VideoAnswer derivation={derivation} />}
    </section>
  );
}

function Working({ derivation, isShown }: { derivation: Derivation; isShown: boolean }) {
  const steps = integralSteps(derivation);
  return (
    <>
      <p>For whole α and β the densities are polynomials:</p>
      <Densities derivation={derivation} />
      {isShown ? (
        <IntegralLines steps={steps} />
      ) : (
        <>
          <Maths display tex={steps[0].tex} />
          <p className="muted">The other lines appear with the answer.</p>
        </>
      )}
    </>
  );
}

export function Densities({ derivation }: { derivation: Derivation }) {
  return (
    <ul className="densities">
      {densitiesTex(derivation).map((tex) => (
        <li key={tex}>
          <Maths tex={tex} />
        </li>
      ))}
    </ul>
  );
}

/** The integral for any parameters, as LaTeX. */
export function shapeTex(posteriors: readonly BetaParameters[]): string {
  const rivals = posteriors.slice(1).map((_, rival) => `F_${ARM_NAMES[rival + 1]}(x)`);
  return String.raw`P(\theta_a \text{ is the largest}) = \int_0^1 f_a(x)\, ${rivals.join("\\,")} \,dx, \qquad f_a(x) \propto ${densityShapeTex(posteriors[0], "x")}`;
}

/** The integral without its lines, if those are too long. */
function Shape({ posteriors, answer, isShown }: Omit<IntegralProps, "isLecture">) {
  return (
    <>
      <Maths display tex={shapeTex(posteriors)} />
      {isShown && (
        <p>
          {shapeSentence(posteriors, answer)} <strong className="number">{exactText(answer.probabilities[0])}</strong>.
        </p>
      )}
    </>
  );
}

const SUM = String.raw`P(\theta_a > \theta_b) = \sum_{i=0}^{\alpha_a - 1} \frac{B(\alpha_b + i,\; \beta_a + \beta_b)}{(\beta_a + i)\, B(1 + i,\, \beta_a)\, B(\alpha_b,\, \beta_b)}`;
/** Longer sums are shown as the formula alone. */
const MOST_TERMS = 8;
const LARGEST = 200;

function AnotherWay({ posteriors, answer }: Pick<IntegralProps, "posteriors" | "answer">) {
  const [a, b] = posteriors;
  if (!isWhole(posteriors)) {
    return (
      <>
        <h3>How it is computed</h3>
        <p>{methodSentence(answer)}</p>
      </>
    );
  }
  if (posteriors.length > 2) {
    return (
      <>
        <h3>Another way: count</h3>
        <p>
          For whole α and β, a draw from Beta(α, β) is the α-th smallest of α + β − 1 uniform points. Which arm is the
          largest depends only on how the points of all arms interleave, and all interleavings are equally likely.{" "}
          {countingSentence(answer)}
        </p>
      </>
    );
  }
  const small = [a, b].every(({ alpha, beta }) => alpha + beta <= LARGEST);
  const terms = small && a.alpha <= MOST_TERMS ? finiteSum(a, b) : undefined;
  return (
    <>
      <h3>Another way: a finite sum</h3>
      <p>Repeated integration by parts gives a sum with as many terms as a’s α:</p>
      <Maths display tex={terms ? `${SUM} ${finiteSumTex(terms, answer)}` : SUM} />
    </>
  );
}

function VideoAnswer({ derivation }: { derivation: Derivation }) {
  const half = exceedsHalf(derivation, 0).toString();

  return (
    <>
      <h3>Why the video says 1/4</h3>
      <div className="pair">
        <div className="card">
          <p className="big number">
            {exactText({ value: derivation.result.toNumber(), fraction: derivation.result.toString() })}
          </p>
          <p>
            {derivation.arms.length === 2 ? (
              <>
                P(θ<sub>a</sub> &gt; θ<sub>b</sub>)
              </>
            ) : (
              <>
                P(θ<sub>a</sub> is the largest)
              </>
            )}
            : the probability that a’s draw is the largest. Thompson sampling uses this one.
          </p>
        </div>
        <div className="card">
          <p className="big number muted">
            {exactText({ value: exceedsHalf(derivation, 0).toNumber(), fraction: half })}
          </p>
          <p>
            P(θ<sub>a</sub> &gt; 1/2): the probability that a’s draw from {betaName(derivation.arms[0])} exceeds 1/2.
            This is a different question.
          </p>
        </div>
      </div>
      <p className="muted">
        For the lecture’s data the second number is 1/4: the answer in the video, corrected to 1/6 in its comments.
      </p>
    </>
  );
}
