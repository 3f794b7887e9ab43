import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";

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

const halves = Array.from({ length: 1000 }, (_, arm) => (arm < 500 ? 0.001 : 0.002));

/** Simulations that take minutes, some of which are estimated at less than a second. */
export const monsters: Record<string, SimulationSpecInput> = {
  "Gittins, γ = .99, means .01 to .04": {
    bandit: { kind: "bernoulli", means: [0.01, 0.01, 0.015, 0.02, 0.02, 0.025, 0.03, 0.03, 0.035, 0.04] },
    policies: [{ kind: "gittins", discount: 0.99 }],
    horizon: 10_000,
    replications: 200,
    seed: "monster",
  },
  "16 exact curves of Gittins policies": {
    bandit: { kind: "bernoulli", means: [0.45, 0.55] },
    policies: Array.from({ length: 16 }, (_, index) => ({ kind: "gittins" as const, discount: 0.975 + index / 1000 })),
    horizon: 300,
    replications: 2,
    seed: "monster",
  },
  "Bayes-UCB, 1000 arms, one block of 10⁶ pulls": {
    bandit: { kind: "bernoulli", means: halves },
    policies: [{ kind: "bayes-ucb" }],
    horizon: 1_000_000,
    replications: 1,
    seed: "monster",
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
