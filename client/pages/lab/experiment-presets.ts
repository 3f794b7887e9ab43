import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { exampleResult } from "./example.ts";
import { presetLabels } from "./preset-labels.ts";

interface ExperimentPreset {
  label: string;
  spec: SimulationSpec;
}

/** Complete experiments to start from. */
export const experimentPresets: readonly ExperimentPreset[] = [
  { label: presetLabels[0], spec: exampleResult.spec },
  {
    // All policies depend on counts alone, and two arms have few: exact curves reach the horizon.
    label: presetLabels[1],
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
