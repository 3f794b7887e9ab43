import { Link } from "wouter";
import { CodeBlock } from "../components/code-block.tsx";
import { AnswerTable } from "./lecture/answer-table.tsx";
import { answersOf, requestFor } from "./lecture/answers.ts";
import { curlSnippet } from "../sources/api-snippets.ts";
import { selectionQuestion } from "./lecture/selection-question.ts";
import { lectureSpec } from "./lecture/spec.ts";
import "./start-page.css";

/** The lecture's answers at once, and four ways on. */
export function StartPage() {
  const answers = answersOf(lectureSpec);
  const curl = curlSnippet(location.origin, selectionQuestion, requestFor("thompson-beta", lectureSpec));
  return (
    <>
      <h1>Which arm next, and with which probability?</h1>
      <p className="lead">
        Bandit Lab answers that exactly for bandit policies, and by simulation what regret they collect. Below is the
        exercise of DeepMind × UCL lecture&nbsp;2, computed in your browser just now.
      </p>
      <section className="card start-answers" aria-labelledby="exercise">
        <h2 id="exercise">Arm a was pulled and paid 0, then b paid 1. What is the third pull?</h2>
        <AnswerTable answers={answers} />
      </section>
      <div className="doors">
        <section className="card">
          <h2>Student</h2>
          <p>Every step from the two rewards to 1/6: posteriors, densities, the double integral, and Monte Carlo.</p>
          <Link href="/lecture" className="button primary">
            See it worked out
          </Link>
        </section>
        <section className="card">
          <h2>Researcher</h2>
          <p>
            Build a bandit, choose policies, and watch their regret: simulated with error bands, and exact lines through
            them wherever those can be computed.
          </p>
          <Link href="/lab" className="button primary">
            Race the policies
          </Link>
        </section>
        <section className="card">
          <h2>Experimenter</h2>
          <p>
            Which page, price or dose is best? P(best) and expected loss for Beta, Normal, Gamma and Student t
            posteriors that you type or count.
          </p>
          <Link href="/calculator" className="button primary">
            Compare the arms
          </Link>
        </section>
        <section className="card">
          <h2>Engineer</h2>
          <p>One request returns the probability as a fraction and as a double, with its error bound.</p>
          <a href="/api/docs/" className="button primary">
            Call the API
          </a>
        </section>
      </div>
      <section aria-labelledby="request">
        <h2 id="request">The request that answers 1/6</h2>
        <CodeBlock label="curl" code={curl} />
        <p>
          <a href="/api/docs/">All requests, fields and answers</a>
        </p>
      </section>
    </>
  );
}
