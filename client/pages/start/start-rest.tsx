import { DecideCard } from "./decide-card.tsx";
import { LearnCard } from "./learn-card.tsx";
import { RaceCard } from "./race-card.tsx";
import { Request } from "./request.tsx";
import { Trust } from "./trust.tsx";

/** What follows the exercise. */
export function StartRest() {
  return (
    <>
      <div className="start-cards">
        <LearnCard />
        <RaceCard />
        <DecideCard />
      </div>
      <Trust />
      <Request />
    </>
  );
}
