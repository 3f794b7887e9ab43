import { Suspense, useEffect, useRef, useState } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { FailureBoundary } from "../../loading/failure-boundary.tsx";
import { lazyPart } from "../../loading/lazy-part.tsx";
import { formatEstimate } from "../../text/number-format.ts";
import { PageForm } from "./page-form.tsx";
import { type Race, races } from "./race.computed.ts";
import { RaceSketch } from "./race-sketch.tsx";

/** The chart with axes and values, which needs Chart.js. */
const RaceChart = lazyPart(async () => (await import("./race-chart.tsx")).RaceChart);

/** A finished race of three policies, with a choice of ε, which the Lab opens and runs. */
export function RaceCard() {
  const [race, setRace] = useState(races[1]);
  return (
    <PageForm action="/lab" className="card" aria-labelledby="race">
      <h2 id="race">Race</h2>
      <p>What does it cost to find the best of ten arms? Regret of three policies over 1,000 pulls.</p>
      <fieldset className="start-epsilon">
        <legend>ε of ε-greedy</legend>
        {races.map((each) => (
          <label key={each.epsilon} className="choice">
            <input type="radio" name="spec" value={each.spec} checked={each === race} onChange={() => setRace(each)} />
            {each.epsilon}
          </label>
        ))}
      </fieldset>
      <Figure race={race} />
      <button type="submit" className="primary">
        Race them in the Lab
      </button>
    </PageForm>
  );
}

/** A sketch that is part of the page's HTML, and the chart in its place once it is seen. */
function Figure({ race }: { race: Race }) {
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useIsSeen(box);
  const sketch = <RaceSketch race={race} />;
  return (
    <figure className="start-race">
      <div ref={box} className="start-race-chart">
        {isSeen ? (
          <FailureBoundary name="The chart" address="">
            <Suspense fallback={sketch}>
              <RaceChart race={race} />
            </Suspense>
          </FailureBoundary>
        ) : (
          sketch
        )}
      </div>
      <ul>
        {race.lines.map(({ label, regret, halfWidth }, policy) => (
          <li key={label}>
            <Swatch policy={policy} /> {label}{" "}
            <span className="number">{formatEstimate(regret.at(-1)!, halfWidth.at(-1)!)}</span>
          </li>
        ))}
      </ul>
      <figcaption className="visually-hidden">Mean regret after 1,000 pulls, with 95% intervals.</figcaption>
    </figure>
  );
}

/** Whether an element is, or has been, on screen. */
function useIsSeen(element: React.RefObject<Element | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return isSeen;
}
