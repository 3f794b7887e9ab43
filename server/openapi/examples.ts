import { lectureSituation } from "../../experiments/gallery/ucl-lecture-2.ts";

export const lectureRequest = { policy: { kind: "thompson-beta" }, ...lectureSituation } as const;
export const posteriors = {
  family: "beta" as const,
  arms: [
    { alpha: 1, beta: 2 },
    { alpha: 2, beta: 1 },
  ],
};
export const countedArms = {
  family: "beta" as const,
  arms: [
    { name: "a", successes: 0, trials: 1 },
    { name: "b", successes: 1, trials: 1 },
  ],
  prior: { alpha: 2, beta: 2 },
};
export const regretRequest = {
  bandit: { kind: "bernoulli" as const, means: [0.45, 0.55] },
  policy: { kind: "thompson-beta" as const },
  horizon: 5,
};
export const traceRequest = {
  spec: {
    bandit: { kind: "bernoulli" as const, means: [0.45, 0.55] },
    policies: [{ kind: "thompson-beta" as const }],
    horizon: 1000,
    replications: 1000,
    seed: "lecture",
  },
  replication: 7,
  from: 1,
  to: 3,
};
export const replacedRequest = { ...traceRequest, rewards: [{ t: 1, reward: 0 }] };
export const simulationRequest = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 1000,
  seed: "lecture",
};
export const sweepRequest = {
  base: { ...simulationRequest, policies: [{ kind: "epsilon-greedy" }, { kind: "ucb" }], replications: 200 },
  axes: [{ pointer: "/policies/0/epsilon", values: [0.01, 0.1, 0.3] }],
};
