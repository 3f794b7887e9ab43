import { Link } from "wouter";
import { Maths } from "../../components/maths.tsx";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { jsonToSearch } from "../../sources/json-search.ts";
import { logits, lossByLogits, shares, updatedPreferences } from "./layer.ts";
import { MatrixTable } from "./matrix-table.tsx";
import type { FormProps } from "./softmax-form.tsx";
import type { SoftmaxSpec } from "./spec.ts";

const fields = [
  { name: "reward", label: "R, the reward" },
  { name: "baseline", label: "R̄, the baseline" },
  { name: "stepSize", label: "α, the step size" },
] as const;

/** The update of the gradient bandit, which is the derivative of the cross-entropy. */
export function GradientBandit({ spec, draft, mistakes, onEdit, onCommit }: FormProps & { spec: SoftmaxSpec }) {
  const { target, reward, baseline, stepSize } = spec;
  const arm = target - 1;
  const h = logits(spec);
  const pi = shares(h);
  const after = updatedPreferences(h, arm, stepSize * (reward - baseline));
  const arms = h.map((_, i) => `arm ${i + 1}`);
  return (
    <section aria-labelledby="bandit">
      <h2 id="bandit">The same derivative plays bandits</h2>
      <p>
        A gradient bandit draws its arm from π = softmax(H). After a pull of arm y it moves its preferences H down the
        slope of the cross-entropy −ln π(y), by as much as the reward was above its baseline:
      </p>
      <Maths
        display
        tex={String.raw`H(b) \leftarrow H(b) - \alpha\,(R - \bar R)\, \frac{\partial(-\ln \pi(y))}{\partial H(b)} = H(b) + \alpha\,(R - \bar R)\,(\mathbb 1[b = y] - \pi(b))`}
      />
      <div className="softmax-fields">
        {fields.map(({ name, label }) => (
          <NumberField
            key={name}
            label={label}
            value={draft[name]}
            mistakes={mistakesAt(mistakes, `/${name}`)}
            onChange={(value) => onEdit({ ...draft, [name]: value })}
            onCommit={onCommit}
          />
        ))}
      </div>
      <MatrixTable
        label="One update of the gradient bandit"
        caption={`H = z, arm ${target} is pulled and pays ${reward}`}
        corner="quantity"
        rows={["H before", "π before", "∂(−ln π(y)) by ∂H", "H after", "π after"]}
        columns={arms}
        values={[h, pi, lossByLogits(pi, arm), after, shares(after)]}
      />
      <p>
        <Link href={`/lab${jsonToSearch(race)}`}>Race the gradient bandit in the Lab</Link>
      </p>
    </section>
  );
}

const race = {
  bandit: { kind: "bernoulli", means: [0.3, 0.5, 0.7] },
  policies: [{ kind: "gradient" }, { kind: "gradient", baseline: "none" }, { kind: "softmax" }],
  horizon: 1000,
  replications: 500,
  seed: "softmax",
};
