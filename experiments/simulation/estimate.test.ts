import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { longestHorizon } from "../../policies/planning/plan-limits.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { estimateSimulation, firstReplicationNanoseconds } from "./estimate.ts";

const evenly = (arms: number, least: number, most: number) =>
  Array.from({ length: arms }, (_, arm) => least + ((most - least) * arm) / Math.max(1, arms - 1));
const specOf = (change: object) =>
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "uniform" }],
    horizon: 100,
    replications: 100,
    seed: 1,
    ...change,
  });
const estimateOf = (change: object) => estimateSimulation(specOf(change));
const secondsOf = (change: object) => estimateOf(change).replicationsSeconds;

/** What was seen to take at least so many seconds of a core, within a factor of three. */
describe("long work is estimated", () => {
  const low = { kind: "bernoulli", means: evenly(1000, 0.01, 0.04) };
  test.each([
    [
      "Gittins indices near a discount of 1, of ten arms that hardly pay: no replication in 41 s",
      { policies: [{ kind: "gittins", discount: 0.99 }], horizon: 10_000, replications: 1 },
      { kind: "bernoulli", means: evenly(10, 0.01, 0.04) },
      36,
    ],
    ["KL-UCB, 1000 arms that hardly pay", { policies: [{ kind: "kl-ucb" }], horizon: 10_000, replications: 1 }, low, 4],
    ["Bayes-UCB, as many", { policies: [{ kind: "bayes-ucb" }], horizon: 1000, replications: 1 }, low, 0.85],
    [
      "greedy, 1000 arms that never pay",
      { policies: [{ kind: "greedy" }], horizon: 10_000, replications: 1000 },
      { kind: "bernoulli", means: evenly(1000, 0, 0) },
      9,
    ],
    [
      "Exp3, 1000 arms, late rewards: a law for every pull",
      { policies: [{ kind: "exp3" }], horizon: 1_000_000, replications: 1, feedback: { kind: "delayed" } },
      low,
      4,
    ],
  ])("%s", (_, change, bandit, seconds) => {
    expect(secondsOf({ ...change, bandit })).toBeGreaterThan(seconds / 3);
  });

  test("Gittins indices of arms that are told apart, as of a smaller discount, are far from that", () => {
    const gittins = (discount: number, least: number, most: number) =>
      secondsOf({
        bandit: { kind: "bernoulli", means: evenly(10, least, most) },
        policies: [{ kind: "gittins", discount }],
        horizon: 10_000,
        replications: 1,
      });
    expect(gittins(0.99, 0.01, 0.04)).toBeGreaterThan(100 * gittins(0.9, 0.01, 0.04));
    expect(gittins(0.99, 0.01, 0.04)).toBeGreaterThan(10 * gittins(0.99, 0.1, 0.9));
  });
});

test("every simulation takes time, and no less with more replications or pulls", () => {
  const bandits = fc.oneof(
    fc.record({
      kind: fc.constant("bernoulli"),
      means: fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
    fc.record({ kind: fc.constant("bernoulli"), means: fc.constant(evenly(1000, 0.01, 0.04)) }),
    fc.record({ kind: fc.constant("beta-bernoulli") }),
    fc.record({
      kind: fc.constant("gaussian"),
      means: fc.array(fc.constantFrom(-1e9, -1, 0, 0.5, 1e9), { minLength: 1, maxLength: 20 }),
      standardDeviation: fc.constantFrom(1e-9, 1, 1e9),
    }),
    fc.record({ kind: fc.constant("gaussian-testbed") }),
  );
  const sizes = { horizon: fc.constantFrom(1, 10, 37, 10_000, 10_000_000), replications: fc.constantFrom(1, 7, 1e6) };
  fc.assert(
    fc.property(bandits, fc.constantFrom(...policyVariants), fc.record(sizes), (bandit, policy, size) => {
      const armCount = "means" in bandit ? (bandit.means as number[]).length : 2;
      const most = policy.kind === "bayes-optimal" ? longestHorizon(armCount) : Infinity;
      const whole = { bandit, policies: [policy], ...size, horizon: Math.min(size.horizon, most) };
      const { data: spec } = SimulationSpec.safeParse({ ...whole, seed: 1 });
      // Some policies take 0 and 1 alone.
      fc.pre(spec !== undefined);
      const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
      expect(replicationsSeconds).toBeGreaterThan(0);
      expect(replicationsSeconds).toBeLessThan(Infinity);
      expect(exactSeconds).toBeGreaterThanOrEqual(0);
      expect(exactSeconds).toBeLessThan(Infinity);
      expect(firstReplicationNanoseconds(spec, 0)).toBeGreaterThan(0);
      const more = { ...spec, replications: spec.replications + 1 };
      expect(estimateSimulation(more).replicationsSeconds).toBeGreaterThanOrEqual(replicationsSeconds);
      const longer = { ...spec, horizon: spec.horizon + 1 };
      expect(estimateSimulation(longer).replicationsSeconds).toBeGreaterThanOrEqual(0.99 * replicationsSeconds);
    }),
    { seed: 4711, numRuns: 500 },
  );
});

test("exact curves count where they are computed: not of gaussian arms, nor of policies that go by the order of rewards", () => {
  expect(estimateOf({ policies: [{ kind: "exp3" }, { kind: "gradient" }] }).exactSeconds).toBe(0);
  expect(estimateOf({ bandit: { kind: "gaussian" } }).exactSeconds).toBe(0);
  const one = estimateOf({ policies: [{ kind: "thompson-beta" }] }).exactSeconds;
  const two = estimateOf({ policies: [{ kind: "thompson-beta" }, { kind: "kl-ucb" }] }).exactSeconds;
  expect(one).toBeGreaterThan(0);
  expect(two).toBeGreaterThan(one);
  // For any number of replications.
  expect(estimateOf({ policies: [{ kind: "thompson-beta" }], replications: 1 }).exactSeconds).toBe(one);
});

test("a plan is made once, however many replications there are", () => {
  const optimal = (replications: number) =>
    secondsOf({ policies: [{ kind: "bayes-optimal" }], horizon: 150, replications });
  expect(optimal(2)).toBeLessThan(1.1 * optimal(1));
  expect(optimal(100_000)).toBeGreaterThan(10 * optimal(1));
});
