import type { SimulationResult } from "../../../experiments/result/result.ts";
import { simulate } from "../../../experiments/result/simulate.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";

/** The finished run that the Lab opens with: five policies on ten Bernoulli arms. */
export const exampleSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5] },
  policies: [
    { kind: "thompson-beta" },
    { kind: "ucb1" },
    { kind: "ucb", c: 0.5 },
    { kind: "epsilon-greedy" },
    { kind: "softmax" },
  ],
  horizon: 1000,
  replications: 500,
  seed: "bandit-lab",
  checkpoints: { kind: "log", count: 60 },
});

/** Runs the example and keeps six digits of every number, enough for charts. */
export function runExample(): SimulationResult {
  const result = simulate(exampleSpec);
  return JSON.parse(JSON.stringify(result), (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(6)) : value,
  ) as SimulationResult;
}
