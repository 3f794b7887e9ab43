import { useState } from "react";
import { Link } from "wouter";
import { PageForm } from "./page-form.tsx";
import { useRewards } from "./rewards.ts";

/** Parameters of a prior to choose from. */
const parameters = [0.5, 1, 2, 5, 10];

/** Opens the lecture with the exercise's rewards and a prior. */
export function LearnCard() {
  const rewards = useRewards();
  const [alpha, setAlpha] = useState(1);
  const [beta, setBeta] = useState(1);
  const posterior = (reward: string) => `Beta(${alpha + Number(reward)}, ${beta + 1 - Number(reward)})`;
  return (
    <PageForm action="/learn/lecture-2" className="card" aria-labelledby="learn">
      <h2 id="learn">Learn</h2>
      <p>Every step from two rewards to the answer: posteriors, densities, the double integral and Monte Carlo.</p>
      <input type="hidden" name="history" value={`a${rewards[0]},b${rewards[1]}`} />
      <fieldset>
        <legend>Prior of both arms</legend>
        <p className="start-prior">
          Beta(
          <Parameter name="alpha" label="α of the prior" value={alpha} onChange={setAlpha} />,{" "}
          <Parameter name="beta" label="β of the prior" value={beta} onChange={setBeta} />)
        </p>
      </fieldset>
      <dl className="start-posteriors">
        {["a", "b"].map((arm, pull) => (
          <div key={arm}>
            <dt>
              Arm {arm} paid {rewards[pull]}
            </dt>
            <dd>Posterior {posterior(rewards[pull])}</dd>
          </div>
        ))}
      </dl>
      <button type="submit" className="primary">
        See it worked out
      </button>
      <p className="small start-more">
        Or <Link href="/learn/step">step through a run</Link>, or see{" "}
        <Link href="/learn/softmax">how softmax learns</Link>.
      </p>
    </PageForm>
  );
}

interface ParameterProps {
  name: string;
  label: string;
  value: number;
  onChange: (value: number) => void;
}

function Parameter({ name, label, value, onChange }: ParameterProps) {
  return (
    <select name={name} aria-label={label} value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {parameters.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}
