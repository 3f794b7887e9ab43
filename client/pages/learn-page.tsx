import { useState } from "react";
import { Link } from "wouter";
import { forgetVisits, visitedPaths } from "./learn/visited.ts";
import "./learn-page.css";

/** What there is to learn, and where. */
const contents = [
  {
    href: "/learn/lecture-2",
    title: "Which arm is played next?",
    text: "The exercise of DeepMind × UCL lecture 2: work out how greedy, ε-greedy, UCB and Thompson sampling choose the third pull, from two rewards to an exact fraction, then change any input.",
  },
  {
    href: "/learn/step",
    title: "Why this arm?",
    text: "One run, pull by pull: what a policy knows, how likely each arm is, and why it pulls the one it pulls. Flip a reward and see the path change, or play against the policies yourself.",
  },
  {
    href: "/learn/softmax",
    title: "How does softmax learn?",
    text: "The softmax layer of three posts, every derivative beside the printed one: the gradient bandit learns by the same step.",
  },
  {
    href: "/decide?tab=posteriors",
    title: "Which arm is best?",
    text: "Learn how posteriors answer it: P(best) and expected loss of every arm, from counts of your own.",
  },
  {
    href: "/lab",
    title: "What does exploring cost?",
    text: "Learn why no policy avoids regret: race policies on a bandit of your own, and see how near each comes to the Lai–Robbins bound.",
  },
];

/** The contents of what can be learned here. */
export function LearnPage() {
  const [visited, setVisited] = useState(visitedPaths);
  const count = contents.filter(({ href }) => visited.includes(href)).length;
  const forget = () => {
    forgetVisits();
    setVisited([]);
  };
  return (
    <>
      <h1>Learn</h1>
      <p className="lead">Multi-armed bandits, one question at a time. Every number is computed in front of you.</p>
      <p className="progress-line">
        <progress value={count} max={contents.length} aria-label="Parts visited" />
        <span>
          {count} of {contents.length} parts visited
        </span>
        {count > 0 && (
          <button type="button" className="quiet compact" onClick={forget}>
            Forget
          </button>
        )}
      </p>
      <ol className="contents">
        {contents.map(({ href, title, text }) => (
          <li key={href} className="card">
            <h2>
              <Link href={href}>{title}</Link> {visited.includes(href) && <span className="tag">✓ visited</span>}
            </h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
