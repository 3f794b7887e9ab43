import { Link } from "wouter";
import { ScrollBox } from "../components/scroll-box.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { AnswerTable } from "./lecture/answer-table.tsx";
import { answersOf, requestFor } from "./lecture/answers.ts";
import { curlSnippet } from "../sources/api-snippets.ts";
import { selectionQuestion } from "./lecture/selection-question.ts";
import { lectureSpec } from "./lecture/spec.ts";
import "./start-page.css";

/** The answers of the lecture's exercise, and four ways into the site. */
export function StartPage() {
  const answers = answersOf(lectureSpec);
  const curl = curlSnippet(location.origin, selectionQuestion, requestFor("thompson-beta", lectureSpec));
  return (
    <>
      <h1>How likely is each arm to be played next?</h1>
      <p className="lead">
        Bandit Lab computes the exact probability of every arm being played next and simulates regret reproducibly.
        Below is the exercise of DeepMind × UCL lecture&nbsp;2, computed in your browser.
      </p>
      <section className="card start-answers" aria-labelledby="exercise">
        <h2 id="exercise">Arm a paid 0, then arm b paid 1. Which arm does each policy play third?</h2>
        <ScrollBox label="Answers" className="table-scroll">
          <AnswerTable answers={answers} />
        </ScrollBox>
      </section>
      <div className="doors">
        <section className="card">
          <h2>Student</h2>
          <p>Every step from two rewards to 1/6: posteriors, densities, the double integral and Monte Carlo.</p>
          <Link href="/learn/lecture-2" className="button primary">
            See it worked out
          </Link>
        </section>
        <section className="card">
          <h2>Researcher</h2>
          <p>
            Build a bandit, choose policies and compare their regret: simulated with error bands, and exact where it can
            be computed.
          </p>
          <Link href="/lab" className="button primary">
            Race the policies
          </Link>
        </section>
        <section className="card">
          <h2>Experimenter</h2>
          <p>
            Which page, price or dose is best? Enter results for each arm; see how likely each is to be the best and
            what choosing it would cost.
          </p>
          <Link href="/calculator" className="button primary">
            Compare the arms
          </Link>
        </section>
        <section className="card">
          <h2>Engineer</h2>
          <p>One request returns the probability as a fraction and as a decimal, with its error bound.</p>
          <a href="/api/docs/" className="button primary">
            Call the API
          </a>
        </section>
      </div>
      <section aria-labelledby="request">
        <h2 id="request">The request that returns 1/6</h2>
        <CodeBlock label="curl" code={curl} />
        <p>
          <a href="/api/docs/">All requests and responses</a>
        </p>
      </section>
    </>
  );
}
