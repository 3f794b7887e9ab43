import { ScrollBox } from "../../components/scroll-box.tsx";
import { answers, type ExerciseAnswer, policyLabels } from "./exercise.computed.ts";
import { flipReward, type RewardPair, useRewards } from "./rewards.ts";
import "../lecture/answer-table.css";

const ARMS = ["a", "b"] as const;

/** The exercise of the lecture: two rewards to flip, and how likely each arm is to be played third. */
export function Exercise() {
  const rewards = useRewards();
  const chip = (pull: 0 | 1) => (
    <button
      type="button"
      className="reward"
      aria-label={`Reward of arm ${ARMS[pull]}: ${rewards[pull]}; flip`}
      onClick={() => flipReward(pull)}
    >
      {rewards[pull]}
    </button>
  );
  const [ofA] = answers[rewards];
  const thompson = ofA.at(-1)!;
  return (
    <section className="card start-exercise" aria-labelledby="exercise">
      <h2 id="exercise">Which arm does each policy play third?</h2>
      <p>
        Arm a paid {chip(0)}, then arm b paid {chip(1)}. <span className="muted no-print">Flip a reward.</span>
      </p>
      <ScrollBox label="Answers" className="table-scroll">
        <Answers rewards={rewards} />
      </ScrollBox>
      <output className="visually-hidden">
        Thompson sampling plays arm a with probability {thompson.exact}
        {thompson.decimals && ` ≈ ${thompson.decimals}`}.
      </output>
    </section>
  );
}

function Answers({ rewards }: { rewards: RewardPair }) {
  return (
    <table className="answers">
      <caption className="visually-hidden">Probability of every arm at the third pull, policy by policy</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Arm</span>
          </th>
          {policyLabels.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ARMS.map((arm, row) => (
          <tr key={arm}>
            <th scope="row">
              <span className="of">P(A₃&thinsp;=&thinsp;</span>
              {arm}
              <span className="of">)</span>
            </th>
            {answers[rewards][row].map((answer, column) => (
              <td key={policyLabels[column]}>
                <Answer {...answer} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The sign is part of the text, so that copied or spoken text is not "1/60.1667". */
function Answer({ exact, decimals }: ExerciseAnswer) {
  return (
    <>
      <strong>{exact}</strong>
      {decimals !== undefined && (
        <>
          {" "}
          <span className="decimals">≈ {decimals}</span>
        </>
      )}
    </>
  );
}
