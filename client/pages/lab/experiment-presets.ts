import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { exampleResult } from "./example.ts";

interface ExperimentPreset {
  label: string;
  spec: SimulationSpec;
}

/** Complete experiments to start from. */
export const experimentPresets: readonly ExperimentPreset[] = [
  { label: "Ten arms", spec: exampleResult.spec },
  {
    // All policies depend on counts alone, and two arms have few: exact curves reach the horizon.
    label: "Short horizon, two arms",
    spec: SimulationSpec.parse({
      bandit: { kind: "bernoulli", means: [0.9, 0.6] },
      policies: [
        { kind: "thompson-beta" },
        { kind: "epsilon-greedy" },
        { kind: "ucb1" },
        { kind: "kl-ucb" },
        { kind: "bayes-optimal" },
      ],
      horizon: 50,
      replications: 2000,
      seed: "bandit-lab",
    }),
  },
];
