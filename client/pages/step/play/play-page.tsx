import { useMemo, useState } from "react";
import { Link } from "wouter";
import { CopyButton } from "../../../components/copy-button.tsx";
import { LinkMistakes } from "../../../forms/mistake-list.tsx";
import { useDraftInAddress } from "../../../forms/use-draft-in-address.ts";
import { useLastValid } from "../../../forms/use-last-valid.ts";
import { specToSearch } from "../../lab/spec-url.ts";
import { HistoryLinks } from "../history-links.tsx";
import { ModeLinks } from "../mode-links.tsx";
import { armName } from "../spec.ts";
import { Comparison } from "./comparison.tsx";
import { armsPulled, playedGame } from "./game.ts";
import { GameBoard } from "./game-board.tsx";
import { newSeed } from "./new-seed.ts";
import { PlayForm } from "./play-form.tsx";
import { firstGame, isOver, playLanguage, simulationOf } from "./spec.ts";
import "./play.css";

/** A game: the reader chooses every arm, and is compared with policies on the same rewards. */
export function PlayPage() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(playLanguage);
  const valid = useLastValid(checked.spec, firstGame);
  const key = JSON.stringify(valid);
  // oxlint-disable-next-line react/exhaustive-deps -- equal games are one object, so that nothing is computed again
  const game = useMemo(() => valid, [key]);
  const played = useMemo(() => playedGame(game), [game]);
  const over = isOver(game);
  const restart = (change: Partial<typeof draft>) => edit({ ...draft, play: "", stopped: false, ...change });
  const again = (seed: string) => edit({ ...game, play: "", stopped: false, seed }, { committed: true });
  // A game that was over when the page opened moves no focus.
  const [isPlayed, setPlayed] = useState(false);
  const pull = (arm: number) => {
    setPlayed(true);
    edit({ ...game, play: game.play + armName(arm) });
  };
  const stop = () => {
    setPlayed(true);
    edit({ ...game, stopped: true }, { committed: true });
  };
  const history = armsPulled(game).map((arm, place) => ({ arm, reward: played.rewards[place] }));
  return (
    <div className="step">
      <h1>Play against the policies</h1>
      <ModeLinks isPlay />
      <p className="lead">
        Every arm pays 1 with a hidden probability of its own, otherwise 0. Choose an arm for every pull. When you stop,
        you see the means, and your regret beside that of policies on the same rewards.
      </p>
      <LinkMistakes mistakes={addressMistakes} shown="Showing another game instead." />
      <PlayForm
        draft={draft}
        mistakes={checked.mistakes}
        onRestart={restart}
        onAgainst={(against) => edit({ ...draft, against }, { committed: true })}
        onCommit={commit}
      />
      {checked.spec === undefined && (
        <p className="notice warning">Fix the highlighted field. This game is of your last valid input.</p>
      )}
      <section aria-label="Game">
        <GameBoard game={game} played={played} onPull={pull} />
        <p className="row no-print">
          {!over && (
            <button type="button" disabled={game.play === ""} onClick={stop}>
              Stop and compare
            </button>
          )}
          <button type="button" className={over ? "primary" : undefined} onClick={() => again(newSeed())}>
            {game.means === undefined ? "New game with other arms" : "New game with other rewards"}
          </button>
          <button type="button" disabled={game.play === ""} onClick={() => again(game.seed)}>
            Start this game again
          </button>
        </p>
      </section>
      {over && <Comparison game={game} takesFocus={isPlayed} />}
      <p className="row no-print">
        <CopyButton text={() => location.origin + location.pathname + playLanguage.write(game)} label="Copy link" />
        {game.play !== "" && <HistoryLinks history={history} armCount={played.arms.length} />}
        {over && game.against.length > 0 && (
          <Link href={`/lab${specToSearch(simulationOf(game, 500))}`}>Run these policies 500 times in the Lab</Link>
        )}
      </p>
    </div>
  );
}
