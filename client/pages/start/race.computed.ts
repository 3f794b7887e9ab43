import { simulate } from "../../../experiments/result/simulate.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { compactSpec } from "../lab/spec-url.ts";

/** The mean regret of a policy at the checkpoints, with the half-width of its 95% interval. */
export interface RaceLine {
  label: string;
  regret: number[];
  halfWidth: number[];
}

export interface Race {
  /** The ε of ε-greedy. */
  epsilon: number;
  /** The specification as the Lab's address holds it. */
  spec: string;
  checkpoints: number[];
  lines: RaceLine[];
}

/** Two-sided 95% point of the normal distribution. */
const Z95 = 1.959963984540054;

const specWith = (epsilon: number) =>
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5] },
    policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }, { kind: "epsilon-greedy", epsilon }],
    horizon: 1000,
    replications: 400,
    seed: "bandit-lab",
    checkpoints: { kind: "linear", count: 26 },
  });

/** Three races on ten arms, which differ in the ε of ε-greedy. */
export const races: readonly Race[] = [0.01, 0.1, 0.3].map((epsilon) => {
  const spec = specWith(epsilon);
  const { checkpoints, policies } = simulate(spec);
  const lines = policies.map(({ label, regret: { mean, standardError } }) => ({
    label,
    regret: mean.map(fourDigits),
    halfWidth: standardError.map((error) => fourDigits(Z95 * error!)),
  }));
  return { epsilon, spec: JSON.stringify(compactSpec(spec)), checkpoints, lines };
});

/** Enough for a chart. */
function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
