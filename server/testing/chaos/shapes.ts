import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import type { Random } from "../../../policies/random/random.ts";

type Shape = Omit<SimulationSpecInput, "seed">;

/** Simulations of several kinds, lengths and sizes of their results; the seed makes a new one of each. */
export const shapes: Record<"brief" | "drawn" | "wide" | "second" | "seconds", Shape> = {
  brief: {
    bandit: { kind: "bernoulli", means: [0.45, 0.55] },
    policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }],
    horizon: 50,
    replications: 200,
  },
  drawn: {
    bandit: { kind: "gaussian-testbed", arms: 10 },
    policies: [{ kind: "epsilon-greedy" }, { kind: "gradient" }, { kind: "softmax" }],
    horizon: 300,
    replications: 300,
  },
  wide: {
    bandit: { kind: "bernoulli", means: Array.from({ length: 50 }, (_, arm) => (arm + 1) / 60) },
    policies: [{ kind: "ucb1" }, { kind: "exp3" }, { kind: "uniform" }, { kind: "greedy" }],
    horizon: 200,
    replications: 150,
  },
  second: {
    bandit: { kind: "bernoulli", means: [0.2, 0.4, 0.6, 0.7, 0.1, 0.3] },
    policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }],
    horizon: 500,
    replications: 6000,
  },
  seconds: {
    bandit: { kind: "gaussian", means: [0, 0.5, 1], standardDeviation: 1 },
    policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }],
    horizon: 1000,
    replications: 12_000,
  },
};

/** Mostly brief ones, so that as many are accepted as a server that is killed all the time can compute. */
const frequencies: [keyof typeof shapes, number][] = [
  ["brief", 8],
  ["drawn", 3],
  ["wide", 3],
  ["second", 2],
  ["seconds", 1],
];

/** @param most replications: fewer than a shape has where its results take too long */
export function drawSpec(random: Random, most = Infinity): SimulationSpecInput {
  const shape = shapes[drawWeighted(random, frequencies)];
  return { ...shape, replications: Math.min(shape.replications, most), seed: random.word() };
}

export function drawWeighted<Value>(random: Random, weighted: readonly (readonly [Value, number])[]): Value {
  let rest = random.below(weighted.reduce((sum, [, weight]) => sum + weight, 0));
  return weighted.find(([, weight]) => (rest -= weight) < 0)![0];
}

export function drawOne<Value>(random: Random, values: readonly Value[]): Value | undefined {
  return values.length === 0 ? undefined : values[random.below(values.length)];
}
