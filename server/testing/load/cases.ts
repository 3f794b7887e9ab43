import type { SimulationSpecInput } from "../../../experiments/spec.ts";

const greedyPolicies = Array.from({ length: 16 }, (_, index) => ({
  kind: "epsilon-greedy" as const,
  epsilon: (index + 1) / 20,
}));
const thompsonPolicies = Array.from({ length: 16 }, (_, index) => ({
  kind: "thompson-beta" as const,
  alpha: 1,
  beta: index + 1,
}));
const risingMeans = (armCount: number) => Array.from({ length: armCount }, (_, arm) => (arm + 1) / (armCount + 1));

/** Simulations of 10¹¹ arms × pulls × replications, the most that a server takes as it comes. They outlast everything. */
export const maximal: Record<string, SimulationSpecInput> = {
  // As many pulls per arm, policy and checkpoint as a result may have.
  "31 arms, the largest result": {
    bandit: { kind: "bernoulli", means: risingMeans(31) },
    policies: greedyPolicies,
    horizon: 10_000,
    replications: 20_000,
    seed: "load",
    checkpoints: { kind: "log", count: 1000 },
  },
  "1000 arms": {
    bandit: { kind: "bernoulli", means: risingMeans(1000) },
    policies: thompsonPolicies,
    horizon: 100_000,
    replications: 62,
    seed: "load",
    checkpoints: { kind: "log", count: 1000 },
  },
};

/** What results are usually like: a small one, and the size of those that the Lab asks for. */
export const ordinary: Record<string, SimulationSpecInput> = {
  small: {
    bandit: { kind: "bernoulli", means: [0.45, 0.55] },
    policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }],
    horizon: 100,
    replications: 20_000,
    seed: "load",
    checkpoints: { kind: "log", count: 20 },
  },
  "the Lab's": {
    bandit: { kind: "bernoulli", means: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5] },
    policies: [
      { kind: "epsilon-greedy" },
      { kind: "ucb1" },
      { kind: "thompson-beta" },
      { kind: "softmax" },
      { kind: "gradient" },
    ],
    horizon: 1000,
    replications: 700,
    seed: "load",
  },
};

/** The exercise of the lecture. */
export const question = {
  policy: { kind: "thompson-beta" },
  arms: ["a", "b"],
  history: [
    { arm: "a", reward: 0 },
    { arm: "b", reward: 1 },
  ],
};
