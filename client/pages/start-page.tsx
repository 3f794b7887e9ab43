import { Suspense } from "react";
import { lazyPart } from "../loading/lazy-part.tsx";
import { Exercise } from "./start/exercise.tsx";
import "./start-page.css";

/** Fetched after the exercise. The HTML of `/` has it from the beginning. */
const StartRest = lazyPart(async () => (await import("./start/start-rest.tsx")).StartRest);

/** The lecture's exercise, and three ways into the site. The build renders all of it into the HTML of `/`. */
export function StartPage() {
  return (
    <div className="start">
      <div className="start-first">
        <div>
          <h1>How likely is each arm to be played next?</h1>
          <p className="lead">
            Bandit Lab computes the exact probability of every arm being played next and simulates regret reproducibly.
          </p>
          <noscript>
            <p className="notice warning">
              JavaScript is off. This page can be read without it; flipping rewards, and the pages that the cards open,
              need JavaScript.
            </p>
          </noscript>
        </div>
        <Exercise />
      </div>
      <Suspense>
        <StartRest />
      </Suspense>
    </div>
  );
}
