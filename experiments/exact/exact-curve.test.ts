import { expect, test } from "vitest";
import { parseInput } from "../mistakes.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec.ts";
import { ExactCurve } from "./answer.ts";
import { exactCurve } from "./exact-curve.ts";
import { expectedRegret } from "./expected-regret.ts";

const small: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.3, 0.6] },
  policies: [{ kind: "thompson-beta" }, { kind: "gradient" }, { kind: "greedy" }],
  horizon: 1000,
  replications: 1,
  seed: 1,
  checkpoints: { kind: "log", count: 30 },
};
const curveOf = (changes: Partial<SimulationSpecInput>, policyIndex = 0) =>
  exactCurve(parseInput(SimulationSpec, { ...small, ...changes }), policyIndex);

test("a curve is the expected regret at the checkpoints of a prefix, as far as it is cheap", () => {
  const curve = curveOf({})!;
  expect(ExactCurve.parse(curve)).toEqual(curve);
  expect(curve.horizon).toBeGreaterThan(50);
  expect(curve.horizon).toBeLessThan(300);
  const { regret, optimalArmProbability } = expectedRegret({
    bandit: small.bandit,
    policy: { kind: "thompson-beta" },
    horizon: 50,
  });
  // The first of 30 checkpoints to 1000 pulls.
  for (let i = 0; i < 3; i++) {
    expect(curve.regret[i]).toBe(regret[i]);
    expect(curve.optimalArmProbability![i]).toBe(optimalArmProbability![i]);
  }
  expect(curve.regret).toHaveLength(curve.optimalArmProbability!.length);
});

test("a short horizon is covered whole", () => {
  const curve = curveOf({ horizon: 5 }, 2)!;
  expect(curve.horizon).toBe(5);
  expect(curve.regret).toHaveLength(5);
});

test.each([
  ["the order of rewards matters", {}, 1],
  [
    "rewards are not 0 or 1",
    { bandit: { kind: "gaussian" as const, means: [0, 1] }, policies: small.policies.slice(2) },
    0,
  ],
  ["a few pulls of many arms cost too much", { bandit: { kind: "bernoulli" as const, means: Array(12).fill(0.5) } }, 0],
])("there is none where %s", (_, changes, policyIndex) => {
  expect(curveOf(changes, policyIndex)).toBeNull();
});

test("a policy that plans for the horizon has one for all of it, or none", () => {
  const policies = [{ kind: "bayes-optimal" as const }];
  expect(curveOf({ policies, horizon: 200 })).toBeNull();
  expect(curveOf({ policies, horizon: 20 })!.horizon).toBe(20);
});
