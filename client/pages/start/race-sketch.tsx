import { seriesStyle } from "../../charts/series-style.ts";
import type { Race } from "./race.computed.ts";
import { sketchLines } from "./sketch-lines.ts";

/** The lines of a race without axes: it is there before any script, and without. */
export function RaceSketch({ race }: { race: Race }) {
  return (
    <svg className="start-sketch" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {sketchLines(race, 100, 100).map((points, policy) => {
        const { colour, dash } = seriesStyle(policy);
        return (
          <polyline
            key={race.lines[policy].label}
            className={`series-${colour + 1}`}
            points={points}
            strokeDasharray={dash.join(" ")}
          />
        );
      })}
    </svg>
  );
}
