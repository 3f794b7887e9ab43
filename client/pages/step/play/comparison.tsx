import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { CouldNotCompute } from "../../../components/could-not-compute.tsx";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { formatCount, formatNumber } from "../../../text/number-format.ts";
import { firstSpec, language } from "../spec.ts";
import { regretOf } from "./game.ts";
import { type Rival, RUNS } from "./rivals.ts";
import { meansOf, type PlaySpec } from "./spec.ts";
import { useRivals } from "./use-rivals.ts";
import { verdictOf } from "./verdict.ts";

/** The player's regret beside that of the policies, and what it says. */
export function Comparison({ game, takesFocus }: { game: PlaySpec; takesFocus: boolean }) {
  const { rivals, failure, retry } = useRivals(game);
  const regret = regretOf(game);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that ended the game is gone.
  useEffect(() => {
    if (takesFocus) heading.current!.focus();
  }, [takesFocus]);
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison" ref={heading} tabIndex={-1}>
        You and the policies
      </h2>
      <CouldNotCompute what="the policies" failure={failure} retry={retry} />
      {rivals === null && failure === null && <output className="calculator-waiting muted">Computing…</output>}
      {rivals && (
        <>
          <output className="step-why play-verdict">
            {verdictOf(regret, game.play.length, rivals).map((sentence) => (
              <span key={sentence}>{sentence} </span>
            ))}
          </output>
          <RegretTable game={game} regret={regret} rivals={rivals} />
          <p className="muted small">
            Regret is the sum of the best arm’s mean less the mean of every pulled arm: luck with rewards does not
            count. The same rewards: the n-th pull of an arm pays everyone the same (common random numbers), as in the
            first replication of the simulation with this seed. Other runs: {formatCount(RUNS)} of every policy on the
            same arms with other rewards. No policy knows the means.
          </p>
        </>
      )}
    </section>
  );
}

interface RegretTableProps {
  game: PlaySpec;
  regret: number;
  rivals: readonly Rival[];
}

function RegretTable({ game, regret, rivals }: RegretTableProps) {
  return (
    <ScrollBox label="Regret" className="table-scroll">
      <table className="step-arms">
        <caption>Regret after pull {game.play.length}</caption>
        <thead>
          <tr>
            <th scope="col">Player</th>
            <th scope="col" className="numeric">
              Same rewards
            </th>
            <th scope="col" className="numeric">
              Mean of other runs
            </th>
            <th scope="col" className="numeric">
              90% of other runs
            </th>
            <th scope="col" className="no-print">
              Its run
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="chosen">
            <th scope="row">You</th>
            <td className="numeric">{formatNumber(regret)}</td>
            <td className="numeric">–</td>
            <td className="numeric">–</td>
            <td className="no-print">above</td>
          </tr>
          {rivals.map(({ kind, label, same, mean, low, high }) => (
            <tr key={kind}>
              <th scope="row">{label}</th>
              <td className="numeric">{formatNumber(same)}</td>
              <td className="numeric">{formatNumber(mean)}</td>
              <td className="numeric">
                {rounded(low)} to {rounded(high)}
              </td>
              <td className="no-print">
                <Link href={watchLink(game, kind)} aria-label={`Step through the run of ${label}`}>
                  Step through
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** In the digits that quantiles of many values have. */
function rounded(quantile: number): string {
  return formatNumber(Number(quantile.toPrecision(2)));
}

/** The run of a policy on the rewards of the game. */
export function watchLink(game: PlaySpec, policy: string): string {
  const { pulls, seed } = game;
  return `/learn/step${language.write({ ...firstSpec, means: meansOf(game), policy, horizon: pulls, seed })}`;
}
