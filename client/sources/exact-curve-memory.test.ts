import { expect, test } from "vitest";
import { type ExactOutcome, noCurve } from "../../experiments/exact/exact-outcome.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { ExactCurveMemory } from "./exact-curve-memory.ts";

const specOf = (change: object = {}) =>
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "ucb1" }, { kind: "exp3" }, { kind: "greedy" }],
    horizon: 20,
    replications: 10,
    seed: "memory",
    ...change,
  });
const curve = (horizon: number): ExactOutcome => ({
  curve: { horizon, regret: [horizon], optimalArmProbability: null },
});
const curves = [curve(1), noCurve("depends-on-order"), curve(3)];

test("the same policies on the same bandit share their curves for any seed, replications and order", () => {
  const memory = new ExactCurveMemory();
  expect(memory.find(specOf())).toEqual([undefined, undefined, undefined]);
  memory.keep(specOf(), curves);
  expect(memory.find(specOf({ seed: "other", replications: 77, rewardCoupling: "independent" }))).toEqual(curves);
  expect(memory.find(specOf({ policies: [{ kind: "greedy" }, { kind: "uniform" }, { kind: "ucb1" }] }))).toEqual([
    curve(3),
    undefined,
    curve(1),
  ]);
});

test.each([
  ["horizon", { horizon: 21 }],
  ["bandit", { bandit: { kind: "bernoulli", means: [0.4, 0.61] } }],
  ["number of checkpoints", { checkpoints: { kind: "log", count: 10 } }],
  ["parameters", { policies: [{ kind: "greedy", initialValue: 1 }] }],
])("another %s shares no curve", (_, change) => {
  const memory = new ExactCurveMemory();
  memory.keep(specOf(), curves);
  expect(memory.find(specOf(change)).every((known) => known === undefined)).toBe(true);
});

test("of many curves those used last are kept", () => {
  const memory = new ExactCurveMemory();
  const single = (horizon: number) => specOf({ policies: [{ kind: "greedy" }], horizon });
  for (let horizon = 1; horizon <= 300; horizon++) {
    memory.keep(single(horizon), [curve(horizon)]);
    memory.find(single(1));
  }
  expect(memory.find(single(1))).toEqual([curve(1)]);
  expect(memory.find(single(300))).toEqual([curve(300)]);
  expect(memory.find(single(50))).toEqual([undefined]);
});
