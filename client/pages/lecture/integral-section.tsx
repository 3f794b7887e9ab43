import { useMemo } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import type { Rational } from "../../../policies/numerics/rational.ts";
import { Maths } from "../../components/maths.tsx";
import { type Derivation, deriveIntegral, exceedsHalf, finiteSum } from "./integral.ts";
import { decimal, exactText, scientific } from "./numbers.ts";
import { densitiesTex, densityShapeTex, fractionTex, integralSteps, termsTex } from "./tex.ts";
import { ARM_NAMES } from "./spec.ts";
import { betaName } from "./beliefs.ts";

interface IntegralProps {
  posteriors: readonly BetaParameters[];
  answer: SelectionAnswer;
}

/** P(a draws the largest): line by line for short polynomials, and by another method. */
export function IntegralSection({ posteriors, answer }: IntegralProps) {
  const derivation = useMemo(() => deriveIntegral(posteriors, 0), [posteriors]);
  return (
    <section aria-labelledby="integral">
      <h2 id="integral">The integral</h2>
      {derivation ? <Steps derivation={derivation} /> : <Shape posteriors={posteriors} answer={answer} />}
      <AnotherWay posteriors={posteriors} answer={answer} />
      {derivation && <VideoAnswer derivation={derivation} />}
    </section>
  );
}

function Steps({ derivation }: { derivation: Derivation }) {
  return (
    <>
      <p>For whole α and β the densities are polynomials:</p>
      <ul className="densities">
        {densitiesTex(derivation).map((tex) => (
          <li key={tex}>
            <Maths tex={tex} />
          </li>
        ))}
      </ul>
      <ol className="steps">
        {integralSteps(derivation).map(({ tex, caption }) => (
          <li key={tex}>
            <Maths display tex={tex} />
            <p>{caption}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The integral without its lines, if those are too long. */
function Shape({ posteriors, answer }: IntegralProps) {
  const rivals = posteriors.slice(1).map((_, rival) => `F_${ARM_NAMES[rival + 1]}(x)`);
  const whole = posteriors.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta));
  return (
    <>
      <Maths
        display
        tex={String.raw`P(\theta_a \text{ is the largest}) = \int_0^1 f_a(x)\, ${rivals.join("\\,")} \,dx, \qquad f_a(x) \propto ${densityShapeTex(posteriors[0], "x")}`}
      />
      <p>
        {whole
          ? "The densities are polynomials with too many terms to show. The same algebra in whole numbers gives "
          : "α or β is not a whole number, so the densities are not polynomials and the integral is generally not a fraction. Numerical integration gives "}
        <strong className="number">{exactText(answer.probabilities[0])}</strong>.
      </p>
    </>
  );
}

const SUM = String.raw`P(\theta_a > \theta_b) = \sum_{i=0}^{\alpha_a - 1} \frac{B(\alpha_b + i,\; \beta_a + \beta_b)}{(\beta_a + i)\, B(1 + i,\, \beta_a)\, B(\alpha_b,\, \beta_b)}`;
/** Longer sums are shown as the formula alone. */
const MOST_TERMS = 8;
const LARGEST = 200;

function AnotherWay({ posteriors, answer }: IntegralProps) {
  const [a, b] = posteriors;
  const whole = posteriors.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta));
  if (!whole) return <WhyQuadrature answer={answer} />;
  if (posteriors.length > 2) {
    return (
      <>
        <h3>Another way: count</h3>
        <p>
          For whole α and β, a draw from Beta(α, β) is the α-th smallest of α + β − 1 uniform points. Which arm is the
          largest depends only on how the points of all arms interleave, and all interleavings are equally likely.
          Counting them gives the same fraction, {exactText(answer.probabilities[0])}.
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
      <Maths display tex={terms ? `${SUM} ${sumTex(terms, answer)}` : SUM} />
    </>
  );
}

function sumTex(terms: readonly Rational[], { probabilities: [{ value, fraction }] }: SelectionAnswer): string {
  const written = termsTex(terms);
  const total =
    fraction && fraction.length <= 40 ? fractionTex(terms.reduce((sum, term) => sum.plus(term))) : String(value);
  return terms.length === 1 ? `= ${total}` : `= ${written} = ${total}`;
}

function WhyQuadrature({ answer }: { answer: SelectionAnswer }) {
  const { value, errorBound } = answer.probabilities[0];
  return (
    <>
      <h3>How it is integrated</h3>
      <p>
        There is no finite sum in general. In y = ln(x/(1 − x)) the integrand is smooth and falls off on both sides, so
        Gauss–Kronrod quadrature converges fast; panels are halved until two rules of different order agree. The result
        is {decimal(value, 12)} with an estimated error bound of {scientific(errorBound!)}.
      </p>
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
