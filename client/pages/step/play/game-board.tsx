import { ScrollBox } from "../../../components/scroll-box.tsx";
import { useShortcuts } from "../../../frame/shortcuts.ts";
import { formatNumber, formatPulls } from "../../../text/number-format.ts";
import { armName } from "../spec.ts";
import { armsPulled, type Played } from "./game.ts";
import { isOver, meansOf, type PlaySpec } from "./spec.ts";

interface GameBoardProps {
  game: PlaySpec;
  played: Played;
  onPull: (arm: number) => void;
}

/** What the player has seen of every arm, with a button that pulls it. */
export function GameBoard({ game, played: { rewards, arms }, onPull }: GameBoardProps) {
  const over = isOver(game);
  useShortcuts(
    arms.map((_, arm) => ({
      key: String(arm + 1),
      does: `Pull arm ${armName(arm)}`,
      act: over ? undefined : () => onPull(arm),
    })),
  );
  const means = meansOf(game);
  const pulled = armsPulled(game);
  return (
    <>
      <p className="step-why">
        <output>{progressOf(game, rewards, pulled)}</output>
      </p>
      <ScrollBox label="Arms" className="table-scroll">
        <table className="step-arms">
          <caption className="visually-hidden">What you have seen of every arm</caption>
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col" className="numeric">
                Pulls
              </th>
              <th scope="col" className="numeric">
                Paid 1
              </th>
              <th scope="col" className="numeric">
                Mean
              </th>
              {over && (
                <th scope="col" className="numeric">
                  True mean
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {arms.map(({ pulls, successes }, arm) => (
              <tr key={armName(arm)} className={over && means[arm] === Math.max(...means) ? "chosen" : undefined}>
                <th scope="row">
                  {over ? (
                    armName(arm)
                  ) : (
                    <button type="button" className="play-arm" onClick={() => onPull(arm)}>
                      Pull {armName(arm)} <kbd>{arm + 1}</kbd>
                    </button>
                  )}
                </th>
                <td className="numeric">{pulls}</td>
                <td className="numeric">{successes}</td>
                <td className="numeric">{pulls === 0 ? "–" : formatNumber(successes / pulls)}</td>
                {over && <td className="numeric">{formatNumber(means[arm])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {pulled.length > 0 && (
        <p className="play-history muted">
          Your pulls and what they paid: {pulled.map((arm, place) => `${armName(arm)}${rewards[place]}`).join(" ")}
        </p>
      )}
    </>
  );
}

function progressOf(game: PlaySpec, rewards: readonly number[], pulled: readonly number[]): string {
  const { pulls } = game;
  if (rewards.length === 0) return `No arm is pulled yet. You have ${formatPulls(pulls)}.`;
  const sum = rewards.reduce((total, reward) => total + reward, 0);
  const last = `Arm ${armName(pulled.at(-1)!)} paid ${rewards.at(-1)}.`;
  if (isOver(game)) return `The game is over: ${sum} of ${formatPulls(rewards.length)} paid 1.`;
  return `${last} ${sum} of ${rewards.length} paid 1; ${pulls - rewards.length} of ${pulls} pulls are left.`;
}
